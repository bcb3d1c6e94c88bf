package dev.cutover.cutover.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A file that has its name only when it is complete and on the disk: until then it is `NAME.part`,
/// and it is gone when it is closed unfinished.
public final class HashedFile extends OutputStream {
  static final String PART = ".part";

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final MessageDigest digest = Sha.begin();
  private long bytes;
  private boolean finished;

  private HashedFile(Path target, Path part, FileChannel channel) {
    this.target = target;
    this.part = part;
    this.channel = channel;
  }

  public static HashedFile begin(Path target) {
    Path part = target.resolveSibling(target.getFileName() + PART);
    try {
      Files.deleteIfExists(part);
      return new HashedFile(
          target,
          part,
          FileChannel.open(
              part,
              java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              Folders.ownerOnlyFile(part)));
    } catch (IOException e) {
      throw trouble(part, e);
    }
  }

  /// A small one in one go.
  public static Manifest.BackupFile write(Path target, byte[] content) {
    try (HashedFile file = begin(target)) {
      file.write(content, 0, content.length);
      return file.finish();
    } catch (IOException e) {
      throw trouble(target, e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    digest.update(from, offset, length);
    ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    bytes += length;
  }

  /// So far.
  public long bytes() {
    return bytes;
  }

  /// Forces it to the disk and gives it its name.
  public Manifest.BackupFile finish() {
    try {
      channel.force(true);
      channel.close();
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      return new Manifest.BackupFile(
          String.valueOf(target.getFileName()), bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw trouble(target, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!finished) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw trouble(part, e);
    }
  }

  private static UncheckedIOException trouble(Path file, IOException e) {
    return new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
  }

  /// Whether these are a file's first bytes.
  static boolean begins(Path file, byte[] with) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(with.length), with);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
