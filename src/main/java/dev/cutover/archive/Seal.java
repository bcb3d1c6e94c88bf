package dev.cutover.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The digest of a whole file inside of it. It is computed with zeros in the place where it then is
/// written; a mark stands before that place, near the beginning of the file.
final class Seal {
  private static final byte[] MARK = SnapshotSchema.SEAL_MARK.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = SnapshotSchema.NO_SEAL.getBytes(StandardCharsets.US_ASCII);
  private static final int NEAR = 4 * SnapshotSchema.PAGE_SIZE;
  private static final int AT_ONCE = 1 << 18;

  private Seal() {}

  /// Watches a digest of a large file.
  interface Watch {
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
      long size = channel.size();
      MessageDigest digest = RowDigest.sha256();
      ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE);
      byte[] written = NONE.clone();
      long done = 0;
      while (channel.read(buffer.clear(), done) > 0) {
        int read = buffer.position();
        zero(buffer.array(), read, place - done, written);
        digest.update(buffer.array(), 0, read);
        done += read;
        if (!watch.goesOn(done, size)) {
          return new Found(null, null);
        }
      }
      return new Found(
          place < 0 ? null : new String(written, StandardCharsets.US_ASCII),
          HexFormat.of().formatHex(digest.digest()));
    }
  }

  /// Replaces what of the place lies in the buffer.
  private static void zero(byte[] buffer, int length, long from, byte[] written) {
    for (int i = 0; i < NONE.length; i++) {
      long at = from + i;
      if (from > -AT_ONCE && at >= 0 && at < length && from + NONE.length > 0) {
        written[i] = buffer[(int) at];
        buffer[(int) at] = NONE[i];
      }
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
