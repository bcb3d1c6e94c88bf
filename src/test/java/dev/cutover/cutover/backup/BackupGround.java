package dev.cutover.cutover.backup;

import dev.cutover.archive.ManifestJson;
import dev.cutover.database.PgBackupServer;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.tool.PgDumpTools;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// A database with rows of two tenants, and what makes backups of it.
final class BackupGround implements AutoCloseable {
  final PipelineFixture database;
  final Path folder = TestFolder.create("backup");
  final ManifestFiles manifests = new ManifestJson();
  final DumpTools tools = new PgDumpTools(System.getenv());
  final BackupServer server;

  BackupGround() {
    this(TestPostgres.migratedDatabase());
  }

  BackupGround(String url) {
    database = PipelineFixture.foreign(url);
    server = new PgBackupServer(database.address());
  }

  /// 3000 projects of two tenants, a table with a text key and one without any.
  BackupGround filled() {
    database.execute(
        """
        INSERT INTO tenants (name) VALUES ('acme'), ('other');
        CREATE TABLE notes (name text PRIMARY KEY, said text, born timestamptz DEFAULT now());
        CREATE TABLE loose (a int, b text);
        INSERT INTO notes SELECT 'Näme ' || n || E'\\t\\\\x', repeat('é', n % 50) FROM generate_series(1, 3000) n;
        INSERT INTO loose SELECT n % 10, 'twin' FROM generate_series(1, 500) n;
        INSERT INTO integrations (provider, type, tenant_id)
          SELECT 'jira', 'Data', id FROM tenants;
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload)
          SELECT i.tenant_id, i.id, 'extract', 'bench_noop', jsonb_build_object('n', n)
          FROM integrations i, generate_series(1, 3000) n\
        """);
    return this;
  }

  BackupMaker maker() {
    return maker(tools);
  }

  BackupMaker maker(DumpTools other) {
    return new BackupMaker(
        other, server, server, manifests, BrokerDefinitions.NONE, InstantSource.system());
  }

  BackupCheck check() {
    return new BackupCheck(tools, server, manifests, InstantSource.system());
  }

  BackupOrder order(String name) {
    return new BackupOrder(
        "t" + Map.entry(name, folder).hashCode() + "-" + name,
        "test",
        folder.resolve(name),
        2,
        true,
        null);
  }

  Manifest backup(String name) throws InterruptedException {
    return maker().create(order(name), BackupWatch.SILENT);
  }

  @Override
  public void close() {
    database.close();
    TestFolder.delete(folder);
  }
}
