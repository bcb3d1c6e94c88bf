package dev.cutover.cutover.backup;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A backup, its restore and the migrations on the restored copy, measured; then copy and files go.
public final class BackupRehearsal {
  private static final Problem FINE = new Problem("", "", "");

  private final BackupKit kit;
  private final BackupServer scratch;

  /// @param scratch address of the server for the copy, empty for the same one
  public BackupRehearsal(BackupKit kit, String scratch) {
    this.kit = kit;
    this.scratch = kit.scratch(scratch);
  }

  /// @param problem empty when everything was equal
  /// @param milliseconds by the word of the step that takes as long
  public record Result(Problem problem, long rows, Map<String, Long> milliseconds) {}

  /// The name of the copy of a run.
  public static String scratchOf(String run) {
    return BackupOrder.scratch(run, StepName.REHEARSAL.number());
  }

  /// @param order of which the folder is used, and removed again
  public Result run(BackupOrder order, BackupWatch watch) throws InterruptedException {
    BackupOrder unproved =
        new BackupOrder(order.run(), order.purpose(), order.folder(), order.jobs(), false, null);
    sweep(order);
    try {
      RestoreRun.Watched watched = new RestoreRun.Watched(watch);
      long begun = System.nanoTime();
      Manifest manifest =
          new BackupMaker(
                  kit.tools(), kit.server(), scratch, kit.manifests(), kit.broker(), kit.clock())
              .create(unproved, watch);
      Expected expected = Expected.of(order.folder(), manifest, kit.manifests());
      boolean owners =
          scratch
                  .identity(scratch.database())
                  .systemIdentifier()
                  .equals(manifest.source().identity().systemIdentifier())
              && scratch.identity(scratch.database()).superuser();
      Map<String, Long> sizes = new LinkedHashMap<>();
      expected.tables().forEach(each -> sizes.put(each.table(), each.bytes()));
      watched.meter().tables(sizes);
      RestoreRun run =
          new RestoreRun(
              kit.tools(), scratch, RestoreRun.Purpose.USE, order.jobs(), order.application());
      long dumped = System.nanoTime();
      run.restore(
          order.scratch(), order.folder().resolve(BackupMaker.ARCHIVE), expected, owners, watched);
      long restored = System.nanoTime();
      Problem migrated = migrate(order.scratch());
      long after = System.nanoTime();
      List<Difference> differences = run.compareTables(order.scratch(), expected, watched);
      long compared = System.nanoTime();
      Map<String, Long> times = new LinkedHashMap<>();
      times.put(StepName.BACKUP.word(), millis(restored - begun) + millis(compared - after));
      times.put(StepName.SCHEMA.word(), millis(after - restored));
      times.put(StepName.RESTORE.word(), 2 * millis(restored - dumped) + millis(dumped - begun));
      return new Result(
          migrated.equals(FINE) ? told(differences) : migrated, manifest.rows(), times);
    } finally {
      sweep(order);
    }
  }

  private Problem migrate(String database) {
    return switch (kit.migrations().apply(scratch, database).migrate()) {
      case MigrationOutcome.Migrated _ -> FINE;
      case MigrationOutcome.Refused refused ->
          new Problem(
              "rehearsal.migrations",
              "The migrations do not go through on the copy: "
                  + refused.problems().getFirst().message()
                  + " The live database was not touched.",
              "Mend the cause, then rehearse again.");
    };
  }

  private static Problem told(List<Difference> differences) {
    return differences.isEmpty()
        ? FINE
        : new Problem(
            "rehearsal.differs",
            "After restore and migrations the copy is not equal: "
                + differences.getFirst()
                + ". The live database was not touched.",
            "Do not cut over before the cause is known.");
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  /// The copy, its sessions and the files.
  public void sweep(BackupOrder order) {
    boolean interrupted = Thread.interrupted();
    try {
      scratch.end(order.application());
      scratch.dropScratch(order.scratch());
      Folders.removeOurs(order.folder());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
