package dev.cutover.boot;

import dev.cutover.archive.ManifestJson;
import dev.cutover.broker.BrokerDocument;
import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupMaker;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.BrokerDefinitions;
import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.DumpTools;
import dev.cutover.cutover.backup.ManifestFiles;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.Migrations;
import dev.cutover.database.PgBackupServer;
import dev.cutover.database.PgDatabaseNames;
import dev.cutover.database.PgRowChanges;
import dev.cutover.tool.PgDumpTools;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What makes and checks backups of a session's database.
public final class BackupParts {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Session session;
  private final Map<String, String> environment;
  private final ManifestFiles manifests = new ManifestJson();
  private final DumpTools tools;

  public BackupParts(Session session, Map<String, String> environment) {
    this.session = session;
    this.environment = environment;
    this.tools = new PgDumpTools(environment);
  }

  /// A name for one call, as part of the names of what it makes at the server.
  public static String newRun() {
    return STAMP.format(Instant.now()) + "-" + ProcessHandle.current().pid();
  }

  /// @param scratch address of another server for the proof; null for the same one
  public BackupMaker maker(@Nullable String scratch) {
    return new BackupMaker(
        tools, server(), scratchServer(scratch), manifests, definitions(), InstantSource.system());
  }

  public BackupCheck check(@Nullable String scratch) {
    return new BackupCheck(tools, scratchServer(scratch), manifests, InstantSource.system());
  }

  /// The backups made from here.
  public BackupShelf shelf() {
    return new BackupShelf(session.home().data().resolve("backups"), manifests);
  }

  /// The databases of the session's server by name.
  public DatabaseNames names() {
    return new PgDatabaseNames(session.databaseAddress());
  }

  public RowChanges changes() {
    return new PgRowChanges(session.databaseAddress());
  }

  /// For the steps of a cutover.
  public BackupKit kit() {
    return new BackupKit(
        tools,
        server(),
        this::scratchServer,
        (where, database) -> new Migrations(((PgBackupServer) where).at(database)::connect),
        manifests,
        definitions(),
        InstantSource.system(),
        session.home().data().resolve("backups"));
  }

  private BrokerDefinitions definitions() {
    // Asked when a backup is made: verbs that only list backups need no broker.
    return () ->
        session.isEmbedded() || session.target().broker() != null
            ? new BrokerDocument(
                    session.topology(),
                    session.queues().management(),
                    session.brokerAddress().vhost())
                .read()
            : BrokerDefinitions.NONE.read();
  }

  public ManifestFiles manifests() {
    return manifests;
  }

  public DumpTools tools() {
    return tools;
  }

  public BackupServer server() {
    return new PgBackupServer(session.databaseAddress());
  }

  private BackupServer scratchServer(@Nullable String scratch) {
    if (scratch == null) {
      return server();
    }
    DatabaseAddress address = DatabaseAddress.parse(scratch, environment);
    session.remember(address.password());
    return new PgBackupServer(address);
  }
}
