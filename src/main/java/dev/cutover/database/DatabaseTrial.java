package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.check.TlsFacts;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A look at a database before it is used: does it let us in, what is it, how is the way to it
/// protected, what may we do there. Changes nothing.
public final class DatabaseTrial {
  private static final String RIGHTS =
      """
      SELECT current_user,
          has_database_privilege(current_database(), 'CONNECT'),
          has_database_privilege(current_database(), 'CREATE'),
          coalesce(has_schema_privilege(to_regnamespace(coalesce(current_schema(), 'public'))::oid, 'CREATE'), false),
          (SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user),
          (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())\
      """;

  private final DatabaseAddress address;
  private final InstantSource clock;

  public DatabaseTrial(DatabaseAddress address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = address.connect()) {
      ServerFacts facts = ServerFacts.read(connection);
      findings.add(Finding.pass("database", facts + " at " + address));
      for (MigrationProblem problem : facts.problems()) {
        findings.add(Finding.fail("database", problem.message(), ""));
      }
      Rights rights =
          Sql.on(connection, RIGHTS)
              .one(
                  row ->
                      new Rights(
                          row.getString(1),
                          row.getBoolean(2),
                          row.getBoolean(3),
                          row.getBoolean(4),
                          row.getBoolean(5),
                          row.getBoolean(6)));
      findings.addAll(protection(rights.encrypted()));
      findings.addAll(rights.findings(facts.database()));
    } catch (SQLException e) {
      findings.add(failed(new DatabaseTrouble("connecting to the database", e)));
    } catch (DatabaseTrouble e) {
      findings.add(failed(e));
    }
    return findings;
  }

  private static Finding failed(DatabaseTrouble trouble) {
    Problem problem = DatabaseFailures.explain(trouble);
    return Finding.fail("database", problem.what(), problem.remedy());
  }

  private List<Finding> protection(boolean encrypted) {
    String check = "database TLS";
    if (!encrypted) {
      return List.of(
          isLocal()
              ? Finding.pass(check, "none; the server is on this machine")
              : Finding.warn(
                  check,
                  "none: what goes to and from the server can be read on the way.",
                  "Switch TLS on at the server and add ?sslmode=verify-full to the address."));
    }
    try {
      Optional<TlsFacts> facts = ServerTls.look(address.host(), address.port());
      return facts
          .map(each -> each.findings(check, clock.instant()))
          .orElseGet(() -> List.of(Finding.pass(check, "on; no certificate was shown")));
    } catch (IOException e) {
      return List.of(
          Finding.warn(check, "on; the certificate could not be looked at: " + e + ".", ""));
    }
  }

  private boolean isLocal() {
    return address.host().equals("localhost")
        || address.host().startsWith("127.")
        || address.host().equals("::1")
        || address.host().equals("[::1]");
  }

  private record Rights(
      String user,
      boolean connect,
      boolean create,
      boolean createInSchema,
      boolean createDatabase,
      boolean encrypted) {

    List<Finding> findings(String database) {
      String check = "database rights";
      List<Finding> findings = new ArrayList<>();
      if (!connect || !create || !createInSchema) {
        findings.add(
            Finding.warn(
                check,
                user
                    + " may not create "
                    + (createInSchema ? "schemas in " + database : "tables in the schema")
                    + "; `db migrate` needs it, workers and looking do not.",
                "GRANT CREATE to " + user + ", or migrate as the owner."));
      } else {
        findings.add(Finding.pass(check, user + " may connect and create in " + database));
      }
      findings.add(
          createDatabase
              ? Finding.pass("database copies", user + " may create databases")
              : Finding.warn(
                  "database copies",
                  user + " may not create databases; the proof of a backup restores into one.",
                  "ALTER ROLE " + user + " CREATEDB, or prove backups as another user."));
      return findings;
    }
  }
}
