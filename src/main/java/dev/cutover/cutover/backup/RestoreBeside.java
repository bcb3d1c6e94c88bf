package dev.cutover.cutover.backup;

import dev.cutover.cutover.StepFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A proved backup restored into a database of its own beside the live one, and compared once more.
/// Nothing is ever restored over a live database.
public final class RestoreBeside {
  private final BackupKit kit;

  public RestoreBeside(BackupKit kit) {
    this.kit = kit;
  }

  /// @param folder of the backup
  /// @param application under which its sessions are seen
  /// @throws StepFailure the backup is not whole, not proved or of another server, or what came out
  ///   of it is not equal
  public Manifest run(Path folder, String database, int jobs, String application, BackupWatch watch)
      throws InterruptedException {
    RestoreRun.Watched watched = new RestoreRun.Watched(watch);
    Manifest manifest = usable(folder);
    Expected expected = Expected.of(folder, manifest, kit.manifests());
    Map<String, Long> sizes = new LinkedHashMap<>();
    expected.tables().forEach(each -> sizes.put(each.table(), each.bytes()));
    watched.meter().tables(sizes);
    RestoreRun run =
        new RestoreRun(kit.tools(), kit.server(), RestoreRun.Purpose.USE, jobs, application);
    run.restore(database, folder.resolve(BackupMaker.ARCHIVE), expected, true, watched);
    List<Difference> differences = run.compare(database, expected, true, watched);
    if (!differences.isEmpty()) {
      throw BackupMaker.refusal(
          "restore.differs",
          "What was restored into "
              + database
              + " is not what was backed up: "
              + differences.getFirst()
              + ". The live database was not touched.",
          "Do not go on with this backup. Roll back without restoring, or use another backup.");
    }
    return manifest;
  }

  private Manifest usable(Path folder) throws InterruptedException {
    BackupCheck.Checked checked = kit.look(folder);
    Manifest manifest = checked.manifest();
    if (manifest == null || !checked.ok()) {
      throw BackupMaker.refusal(
          "restore.backup",
          "The backup in "
              + folder
              + " is not what was written: "
              + checked.findings().stream()
                  .filter(each -> each.severity() == dev.cutover.check.Finding.Severity.FAIL)
                  .map(each -> each.check() + ": " + each.found())
                  .findFirst()
                  .orElse("it has no manifest")
              + " The live database was not touched.",
          "Use its second copy, or roll back without restoring.");
    }
    if (!manifest.proof().holds()) {
      throw BackupMaker.refusal(
          "restore.unproved",
          "The backup in "
              + folder
              + " is "
              + manifest.proof().text()
              + ". The live database was not touched.",
          "Only a proved backup takes the live database's place.");
    }
    String here = kit.server().identity(kit.server().database()).systemIdentifier();
    if (!manifest.source().identity().systemIdentifier().equals(here)) {
      throw BackupMaker.refusal(
          "refused.other_server",
          "The backup in " + folder + " is of another server. Nothing was changed.",
          "Name the server that it was taken of.");
    }
    return manifest;
  }
}
