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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes all rows of a query into a file, page by page, so that any number of rows needs little
/// memory. The file has its name only when it is whole; until then it is called `.partial`.
public final class RawExport {
  private static final int ROWS_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE = 8 << 20;

  /// A page of an export may search for as long as it takes; between slices it can be stopped.
  private static final Duration SLICE = Duration.ofSeconds(5);

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
        Run run = new Run(query, format.writer(out), total, progress);
        whole = run.all();
        rows = run.rows;
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

  private final class Run {
    private final RawQuery query;
    private final RawFormat.Writer writer;
    private final long total;
    private final Progress progress;
    private long rows;

    Run(RawQuery query, RawFormat.Writer writer, long total, Progress progress) {
      this.query = query;
      this.writer = writer;
      this.total = total;
      this.progress = progress;
    }

    /// @return false when it was stopped
    boolean all() throws IOException {
      writer.begin();
      RawCursor at = RawCursor.first();
      while (at != null) {
        if (stopped()) {
          return false;
        }
        RawPage page = source.page(query, at, ROWS_AT_ONCE, SLICE);
        if (!write(page.lines())) {
          return false;
        }
        at = page.after();
        progress.at(rows, total);
      }
      return true;
    }

    private boolean stopped() {
      return progress.isCancelled() || Thread.currentThread().isInterrupted();
    }

    private boolean write(List<RawLine> lines) throws IOException {
      List<Long> ids = new ArrayList<>();
      long bytes = 0;
      for (RawLine line : lines) {
        ids.add(line.id());
        Long size = line.size();
        bytes += size == null ? BYTES_AT_ONCE / ROWS_AT_ONCE : size;
        if (bytes >= BYTES_AT_ONCE) {
          if (stopped()) {
            return false;
          }
          put(source.records(ids));
          ids.clear();
          bytes = 0;
        }
      }
      put(ids.isEmpty() ? List.of() : source.records(ids));
      return true;
    }

    private void put(List<RawRecord> records) throws IOException {
      for (RawRecord each : records) {
        writer.row(each);
        rows++;
      }
      progress.at(rows, total);
    }
  }
}
