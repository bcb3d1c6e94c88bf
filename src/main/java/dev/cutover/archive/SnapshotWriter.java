package dev.cutover.archive;

import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawReading;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SnapshotResult;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Writes snapshots: the rows of a query, all in one state of their source, with an index of their
/// words, the digest of each row and of the whole. The file has its name only when it is whole;
/// until then it is called `.part`, and after a stop it is gone.
public final class SnapshotWriter {
  private static final Duration COUNTING = Duration.ofSeconds(2);

  /// @param cache of the program
  public SnapshotWriter(Path cache) {
    SqliteFile.unpackInto(cache);
  }

  /// What is written into the manifest beside what the source tells.
  ///
  /// @param madeBy program and version
  /// @param filter the chosen rows in words
  public record Circumstances(Instant takenAt, String madeBy, String filter) {}

  /// @param masking null to keep documents as they came
  /// @param target is replaced when it exists; ask before
  /// @throws SnapshotTrouble when the file cannot be written; nothing of it is left
  public SnapshotResult write(
      RawSource source,
      RawQuery query,
      @Nullable Masking masking,
      Circumstances circumstances,
      Path target,
      Progress progress) {
    RawCount total = source.count(query, COUNTING);
    RawQuery inOrder = query.but().newestFirst(false).query();
    return file(
        target,
        part -> {
          try (SnapshotFile file = SnapshotFile.create(part)) {
            return source.inOneView(
                view -> {
                  long expected = total.kind() == RawCount.Kind.AT_LEAST ? 0 : total.rows();
                  RawReading reading = new RawReading(view, inOrder, expected, progress);
                  RowWriter rows = new RowWriter(file, masking);
                  try (RowPipeline pipeline = RowPipeline.into(rows)) {
                    if (!reading.all(pipeline::add)) {
                      return null;
                    }
                    pipeline.finish();
                  }
                  rows.finish(view, circumstances);
                  return rows.rows();
                });
          }
        });
  }

  /// Fills a file.
  interface Filling {
    /// @return rows in it, null when it was stopped
    @Nullable Long fill(Path part) throws SQLException, IOException;
  }

  SnapshotResult file(Path target, Filling filling) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean whole = false;
    try {
      Files.deleteIfExists(part);
      Long rows = filling.fill(part);
      if (rows == null) {
        return new SnapshotResult(target, 0, 0, "", true);
      }
      String sha256 = sealed(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      whole = true;
      return new SnapshotResult(target, rows, Files.size(target), sha256, false);
    } catch (IOException | SQLException | SqliteTrouble e) {
      throw new SnapshotTrouble(
          target,
          new Problem(
              "snapshot.not_written",
              "The snapshot "
                  + target
                  + " could not be written: "
                  + e.getMessage()
                  + ". Nothing of it is left.",
              "Look whether the folder may be written and the disk has room, then try again."),
          e);
    } finally {
      if (!whole) {
        remove(part);
      }
    }
  }

  /// Computes the digest of the file while the disk takes it.
  private static String sealed(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> forced =
          beside.submit(
              () -> {
                channel.force(true);
                return true;
              });
      String sha256 = Seal.put(part);
      awaited(forced);
      // The digest itself came last.
      channel.force(true);
      return sha256;
    }
  }

  private static void awaited(Future<Boolean> forced) throws IOException {
    try {
      forced.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk took the snapshot");
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // Left for the next snapshot of this name, which removes it before it begins.
      org.slf4j.LoggerFactory.getLogger(SnapshotWriter.class)
          .warn("{} could not be removed", part, e);
    }
  }
}
