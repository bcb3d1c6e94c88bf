package dev.cutover.archive;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// Opens SQLite files. SQLite itself is a library of the system's kind that the driver unpacks:
/// into a folder of ours, since the system's own one may not let programs run.
final class SqliteFile {
  private static final String FOLDER_OF_THE_LIBRARY = "org.sqlite.tmpdir";

  private SqliteFile() {}

  /// @param cache of the program
  static void unpackInto(Path cache) {
    if (System.getProperty(FOLDER_OF_THE_LIBRARY) == null) {
      System.setProperty(FOLDER_OF_THE_LIBRARY, cache.toString());
    }
  }

  /// A new file, written by this connection alone. It is whole only when it was closed; durability
  /// is the caller's part.
  static Connection create(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // Else the driver asks for the key of each row that it puts in, by a statement that it
    // prepares.
    config.setGetGeneratedKeys(false);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      // Before everything else: after the first write the size of pages stands, and a
      // configuration of the driver comes in an order of its own.
      statement.execute("PRAGMA page_size = " + SnapshotSchema.PAGE_SIZE);
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA temp_store = FILE");
      statement.execute("PRAGMA cache_size = -32000");
      statement.execute("PRAGMA application_id = " + SnapshotSchema.APPLICATION);
      statement.execute("PRAGMA user_version = " + SnapshotSchema.VERSION);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    connection.setAutoCommit(false);
    return connection;
  }

  /// A file that nobody writes, ourselves included: no lock, no journal, no file beside it. Its
  /// contents are not trusted.
  static Connection openFrozen(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.enableLoadExtension(false);
    Properties properties = config.toProperties();
    URI uri = file.toAbsolutePath().toUri();
    Connection connection =
        new org.sqlite.JDBC()
            .connect("jdbc:sqlite:file:" + uri.getRawPath() + "?mode=ro&immutable=1", properties);
    try (Statement statement = connection.createStatement()) {
      if (new SnapshotHead(file).header().missing() > 0) {
        // Else SQLite reads nothing at all of a file that is cut.
        statement.execute("PRAGMA writable_schema = ON");
      }
      statement.execute("PRAGMA cache_size = -8000");
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA query_only = ON");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /// True when the file is not as SQLite wrote it.
  static boolean isDamage(SQLException failure) {
    if (!(failure instanceof SQLiteException known)) {
      return failure instanceof DamagedRow;
    }
    SQLiteErrorCode code = known.getResultCode();
    return switch (code.code & 0xff) {
      // SQLITE_ERROR, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_FORMAT, SQLITE_NOTADB
      case 1, 10, 11, 14, 24, 26 -> true;
      default -> false;
    };
  }
}
