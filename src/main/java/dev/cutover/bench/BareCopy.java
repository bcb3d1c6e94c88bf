package dev.cutover.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The limit: the very rows that the pipeline stored, in the columns that it wrote, in one COPY in
/// binary format in one transaction, out of a file that is in memory, into the same table with all
/// its indexes. Nothing is read, looked up, digested or accounted.
final class BareCopy {
  /// The columns that the raw store writes; the others have their defaults here as there.
  static final String COLUMNS =
      "id, tenant_id, integration_id, entity_type, external_id, raw_data, extraction_metadata,"
          + " raw_body, raw_flags, content_sha256, source_updated_at, run_id, job_id,"
          + " last_seen_run, last_seen_job";

  private static final int CHUNK = 1 << 17;

  private final Ground ground;
  private final Path file;
  private final long rows;

  private BareCopy(Ground ground, Path file, long rows) {
    this.ground = ground;
    this.file = file;
    this.rows = rows;
  }

  /// Takes the rows that are in the raw table now.
  ///
  /// @param most how many at the most, the first ones
  static BareCopy of(Ground ground, Path file, long most) {
    String sql =
        "COPY (SELECT %s FROM raw_extraction_data ORDER BY id LIMIT %d) TO STDOUT (FORMAT binary)"
            .formatted(COLUMNS, most);
    try (OutputStream out = Files.newOutputStream(file)) {
      long rows = ground.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
      return new BareCopy(ground, file, rows);
    } catch (SQLException e) {
      throw Ground.trouble("copying the rows out", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rows cannot be kept in " + file + ": " + e.getMessage() + ". Free some space.", e);
    }
  }

  long rows() {
    return rows;
  }

  /// Fills a new raw table.
  ///
  /// @return rows a second
  double measure() {
    ground.emptyRawTable();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      long begun = System.nanoTime();
      CopyIn copy =
          ground
              .connection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY raw_extraction_data (" + COLUMNS + ") FROM STDIN (FORMAT binary)");
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        copy.writeToCopy(chunk, 0, read);
      }
      long stored = copy.endCopy();
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (stored != rows) {
        throw new IllegalStateException("COPY stored " + stored + " of " + rows + " rows");
      }
      return rows / seconds;
    } catch (SQLException e) {
      throw Ground.trouble("the bare COPY", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
