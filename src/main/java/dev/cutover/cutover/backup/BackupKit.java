package dev.cutover.cutover.backup;

import dev.cutover.cutover.SchemaMigrator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Everything that steps need around backups, made once for a run.
///
/// @param server with the live database
/// @param elsewhere another server by its address, for scratch databases
/// @param migrations of a database on a server
/// @param shelf folder for backups when the plan names none
public record BackupKit(
    DumpTools tools,
    BackupServer server,
    Function<String, BackupServer> elsewhere,
    BiFunction<BackupServer, String, SchemaMigrator> migrations,
    ManifestFiles manifests,
    BrokerDefinitions broker,
    InstantSource clock,
    Path shelf) {

  /// @param address empty for the same server
  public BackupServer scratch(String address) {
    return address.isEmpty() ? server : elsewhere.apply(address);
  }

  public BackupMaker maker(String scratch) {
    return new BackupMaker(tools, server, scratch(scratch), manifests, broker, clock);
  }

  public BackupCheck.Checked look(Path folder) throws InterruptedException {
    return BackupCheck.filesOf(folder, manifests, BackupWatch.SILENT);
  }
}
