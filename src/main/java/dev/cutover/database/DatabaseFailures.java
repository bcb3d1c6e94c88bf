package dev.cutover.database;

import dev.cutover.job.Problem;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a failed statement or connection means for a person, by its SQLSTATE.
public final class DatabaseFailures {
  private DatabaseFailures() {}

  public static Problem explain(DatabaseTrouble trouble) {
    SQLException cause = deepest(trouble);
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String said = firstLine(cause);
    if (state.startsWith("28")) {
      return new Problem(
          "database.credentials",
          "The database refused the login: " + said + ". Nothing was changed.",
          "Check user and password (--db, PGPASSWORD, .pgpass) and the server's pg_hba.conf.");
    }
    if (state.equals("3D000")) {
      return new Problem(
          "database.missing",
          "The server has no such database: " + said + ". Nothing was changed.",
          "Check the name behind the last / of --db.");
    }
    if (state.equals("42P01") || state.equals("42703")) {
      return new Problem(
          "database.not_migrated",
          "The database lacks a table or column of the pipeline: "
              + said
              + ". Nothing was changed.",
          "A platform before its cutover gets them by step S3 (the screen Cutover). Else see"
              + " `cutover db status`, then `cutover db migrate`, or the tab Schema of that"
              + " screen.");
    }
    if (state.equals("25006")) {
      return new Problem(
          "database.standby",
          "The database is read-only: connected to a standby. Nothing was changed.",
          "Name the primary server in --db.");
    }
    if (state.equals("53300")) {
      return new Problem(
          "database.full",
          "The server has no connection left: " + said + ". Nothing was changed.",
          "Close other programs or raise max_connections, then try again.");
    }
    if (state.startsWith("08") && isAboutTls(trouble, said)) {
      return new Problem(
          "database.tls",
          "The server's certificate or its TLS was not accepted: "
              + said
              + because(trouble)
              + ". No password was sent.",
          "Check that the address names the host that the certificate is for, and that sslrootcert"
              + " names the authority that signed it. sslmode=require encrypts without checking.");
    }
    if (state.startsWith("08") || state.startsWith("57P") || state.isEmpty()) {
      return new Problem(
          "database.unreachable",
          "The database does not answer: " + said + ". What was committed before stays.",
          "Check host and port in --db and that the server runs; then try again.");
    }
    return new Problem(
        "database.failed",
        "The database refused a statement (" + state + "): " + said + ". It was rolled back.",
        "See the log file under CUTOVER_HOME/logs.");
  }

  /// The driver has no SQLSTATE of its own for it: some of its complaints have TLS's exception
  /// below them, some only say so.
  private static boolean isAboutTls(DatabaseTrouble trouble, String said) {
    return tlsBelow(trouble) != null || said.contains("SSL") || said.contains("hostnameverifier");
  }

  private static String because(DatabaseTrouble trouble) {
    Throwable below = tlsBelow(trouble);
    return below == null ? "" : " (" + below.getMessage() + ")";
  }

  private static @Nullable Throwable tlsBelow(DatabaseTrouble trouble) {
    Throwable next = trouble.getCause();
    while (next != null && !(next instanceof SSLException)) {
      next = next.getCause();
    }
    return next;
  }

  /// The driver's own complaint is below the pool's "not available".
  private static SQLException deepest(DatabaseTrouble trouble) {
    SQLException found = new SQLException(trouble.getMessage());
    Throwable next = trouble.getCause();
    while (next != null) {
      if (next instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql;
      }
      next = next.getCause();
    }
    return found;
  }

  private static String firstLine(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
