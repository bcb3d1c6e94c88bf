package dev.cutover.kit;

import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMessages;
import dev.cutover.database.PgWorkers;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobQueue;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import dev.cutover.pipeline.StageHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A migrated database with one tenant and one integration, and runtimes over it. Closes what it
/// opened.
public final class PipelineFixture implements AutoCloseable {
  public final String url;
  public final long tenant;
  public final long integration;
  private final List<Runnable> opened = new ArrayList<>();

  public PipelineFixture() {
    this(TestPostgres.migratedDatabase());
  }

  /// On a migrated database of the test's own.
  public PipelineFixture(String url) {
    this(url, true);
  }

  private PipelineFixture(String url, boolean ours) {
    this.url = url;
    this.tenant = ours ? number("INSERT INTO tenants (name) VALUES ('acme') RETURNING id") : 0;
    this.integration =
        ours
            ? number(
                "INSERT INTO integrations (provider, type, tenant_id) VALUES ('jira', 'Data', "
                    + tenant
                    + ") RETURNING id")
            : 0;
  }

  /// A database that holds nothing of ours.
  public static PipelineFixture foreign(String url) {
    return new PipelineFixture(url, false);
  }

  /// A pool of its own on the fixture's database.
  public Database database(String role) {
    Database database = new Database(address(), role, 8, Duration.ofSeconds(30));
    opened.add(database::close);
    return database;
  }

  public DatabaseAddress address() {
    String plain = url.substring("jdbc:".length()).replace("?user=postgres&password=postgres", "");
    return DatabaseAddress.parse(
        plain.replace("postgresql://", "postgresql://postgres:postgres@"), Map.of());
  }

  /// A worker process as one object; the caller starts and closes it.
  public PipelineRuntime runtime(
      String name, JobQueue queue, int slots, Map<Stage, StageHandler> handlers) {
    Database database = database(name);
    return new PipelineRuntime(
        new PipelineRuntime.Parts(
            new PgJobStore(database, name),
            new PgJobReaper(database, name),
            new PgWorkers(database, name, "here"),
            new PgMessages(database),
            database,
            queue,
            new RetryPolicy(Duration.ofMillis(10), new Random(1)),
            handlers,
            slots));
  }

  /// Inserts no-op jobs, each with its number in the payload.
  public void jobs(Stage stage, int count, int priority) {
    execute(
        """
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, priority)
        SELECT %d, %d, '%s', 'bench_noop', jsonb_build_object('noop', n), %d FROM generate_series(1, %d) n
        """
            .formatted(tenant, integration, stage.word(), priority, count));
  }

  public long number(String sql) {
    return rows(sql, row -> row.getLong(1)).getFirst();
  }

  public String text(String sql) {
    return rows(sql, row -> String.valueOf(row.getString(1))).getFirst();
  }

  /// The first column of every row.
  public List<String> strings(String sql) {
    return rows(sql, row -> String.valueOf(row.getString(1)));
  }

  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// Reads one row.
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> rows(String sql, Row<T> row) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    opened.reversed().forEach(Runnable::run);
  }
}
