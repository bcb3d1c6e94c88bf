package dev.cutover.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The digest of a whole file inside of it. It is computed with zeros in the place where it then is
/// written; a mark stands before that place, near the beginning of the file.
final class Seal {
  private static final byte[] MARK = SnapshotSchema.SEAL_MARK.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = SnapshotSchema.NO_SEAL.getBytes(StandardCharsets.US_ASCII);
  private static final int NEAR = 4 * SnapshotSchema.PAGE_SIZE;

  private Seal() {}

  /// Watches a digest of a large file.
  interface Watch {
    /// By several threads, one at a time.
    ///
    /// @return false to stop
    boolean goesOn(long done, long total);
  }

  /// @param written null when the file has no place for one
  /// @param actual null when it was stopped
  record Found(@Nullable String written, @Nullable String actual) {
    boolean isIntact() {
      return written != null && written.equals(actual);
    }
  }

  /// Computes the digest and writes it into the file.
  static String put(Path file) throws IOException {
    Found found = look(file, (_, _) -> true);
    if (found.actual() == null || found.written() == null) {
      throw new IOException("the file has no place for its digest");
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = place(channel);
      channel.write(ByteBuffer.wrap(found.actual().getBytes(StandardCharsets.US_ASCII)), at);
    }
    return found.actual();
  }

  static Found look(Path file, Watch watch) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long place = place(channel);
      SealDigest digest = new SealDigest(channel, place, watch);
      String actual = digest.computed();
      return new Found(actual == null || place < 0 ? null : digest.written(), actual);
    }
  }

  /// Where the digest stands; far below zero when there is no mark.
  private static long place(FileChannel channel) throws IOException {
    ByteBuffer near = ByteBuffer.allocate(NEAR);
    int at = 0;
    while (near.hasRemaining()) {
      int read = channel.read(near, at);
      if (read < 0) {
        break;
      }
      at += read;
    }
    byte[] bytes = Arrays.copyOf(near.array(), near.position());
    for (int i = 0; i + MARK.length + NONE.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
        return (long) i + MARK.length;
      }
    }
    return Long.MIN_VALUE / 2;
  }
}
