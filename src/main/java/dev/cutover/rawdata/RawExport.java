package dev.cutover.rawdata;

import dev.cutover.job.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// Writes all rows of a query into a file, page by page, so that any number of rows needs little
/// memory. The file has its name only when it is whole; until then it is called `.partial`.
public final class RawExport {
  private final RawSource source;

  public RawExport(RawSource source) {
    this.source = source;
  }

  /// How an export ended.
  ///
  /// @param file the whole file, or the partial one after a stop
  /// @param rows rows in it
  /// @param bytes its size
  /// @param sha256 its digest in hexadecimal, empty after a stop
  /// @param stopped true when it was cancelled: the partial file is kept
  public record Result(Path file, long rows, long bytes, String sha256, boolean stopped) {}

  /// @param target is replaced when it exists; ask before
  /// @param total expected rows for the progress, 0 when not known
  /// @throws UncheckedIOException when the file cannot be written; a partial file is kept
  public Result write(
      RawQuery query, RawFormat format, Path target, long total, Progress progress) {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      boolean whole;
      long rows;
      try (FileChannel channel =
              FileChannel.open(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING);
          OutputStream file =
              new DigestOutputStream(
                  new BufferedOutputStream(Channels.newOutputStream(channel)), digest)) {
        OutputStream out = format.isCompressed() ? new GZIPOutputStream(file, 1 << 16) : file;
        RawFormat.Writer writer = format.writer(out);
        writer.begin();
        RawReading reading = new RawReading(source, query, total, progress);
        whole = reading.all(writer::row);
        rows = reading.rows();
        if (out instanceof GZIPOutputStream gzip) {
          gzip.finish();
        }
        out.flush();
        channel.force(true);
      }
      if (!whole) {
        return new Result(partial, rows, Files.size(partial), "", true);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new Result(target, rows, Files.size(target), sha256, false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The export could not be written to " + target + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
