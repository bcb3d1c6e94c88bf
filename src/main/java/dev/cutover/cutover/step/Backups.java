package dev.cutover.cutover.step;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Sha;
import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the steps that take backups have in common: where they go, how they are watched, and what
/// is true of one.
final class Backups {
  static final String FOLDER = "folder";
  static final String MANIFEST = "manifest sha256";

  private Backups() {}

  static int jobs(CutoverPlan plan) {
    return Integer.parseInt(plan.option("parallel", "2"));
  }

  static Path folder(BackupKit kit, StepContext context, String purpose) {
    String named = context.plan().option("backup.folder", "");
    Path parent = named.isEmpty() ? kit.shelf() : Path.of(named);
    return parent.resolve(context.run() + "-" + purpose);
  }

  static BackupOrder order(BackupKit kit, StepContext context, String purpose) {
    String second = context.plan().option("backup.second", "");
    String name = context.run() + "-" + purpose;
    return new BackupOrder(
        context.run(),
        purpose,
        folder(kit, context, purpose),
        jobs(context.plan()),
        true,
        second.isEmpty() ? null : Path.of(second).resolve(name));
  }

  static BackupWatch watch(StepContext context) {
    return new BackupWatch() {
      @Override
      public void at(BackupProgress progress) {
        context.doing(
            progress.phase().word() + (progress.table().isEmpty() ? "" : " " + progress.table()));
        context.progress().at(progress.done(), progress.total(), Progress.Unit.BYTES);
      }

      @Override
      public boolean isCancelled() {
        return context.progress().isCancelled();
      }
    };
  }

  /// Makes it, and does not count one that is not proved.
  static Evidence make(BackupKit kit, StepContext context, String purpose)
      throws InterruptedException {
    context.mustHold();
    BackupOrder order = order(kit, context, purpose);
    Manifest manifest =
        kit.maker(context.plan().option("scratch", "")).create(order, watch(context));
    if (!manifest.proof().holds()) {
      throw new StepFailure(
          new Problem(
              "backup.differs",
              "The backup in "
                  + order.folder()
                  + " restores to something else: "
                  + manifest.proof().differences().getFirst()
                  + ". The database was not changed.",
              "Look for the cause before anything else is done; the folder is kept."));
    }
    return evidence(order.folder(), manifest);
  }

  /// Of one that was finished when the process died before it wrote so.
  static Evidence recall(BackupKit kit, StepContext context, String purpose) {
    Path folder = folder(kit, context, purpose);
    return evidence(folder, kit.manifests().read(folder));
  }

  static Evidence evidence(Path folder, Manifest manifest) {
    return Evidence.of(FOLDER, folder)
        .and(MANIFEST, written(folder))
        .and("dump sha256", manifest.archive().sha256())
        .and("bytes", manifest.archive().bytes())
        .and("tables", manifest.tables().size())
        .and("rows", manifest.rows())
        .and("log position", manifest.position())
        .and("proof", manifest.proof().text());
  }

  /// The SHA-256 of the manifest as it lies there: another process that reads and writes it anew
  /// may put its members in another order.
  static String written(Path folder) {
    try {
      return Sha.of(Files.readAllBytes(folder.resolve("manifest.json")));
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest in " + folder + " cannot be read.", e);
    }
  }

  /// What is on the disk, whatever the journal says.
  static StepFact look(BackupKit kit, StepContext context, String purpose)
      throws InterruptedException {
    Path folder = folder(kit, context, purpose);
    if (!Files.exists(folder)) {
      return StepFact.notDone("there is no " + folder);
    }
    if (!Files.exists(folder.resolve("manifest.json"))) {
      return StepFact.partial(folder + " holds no manifest: the backup was not finished");
    }
    BackupCheck.Checked checked = kit.look(folder);
    Manifest manifest = checked.manifest();
    if (manifest == null || !checked.ok()) {
      return StepFact.unknown(
          folder + " is not what was written: " + checked.findings().getLast().found());
    }
    if (!manifest.run().equals(context.run())) {
      return StepFact.unknown(folder + " holds the backup of the run " + manifest.run());
    }
    return manifest.proof().holds()
        ? StepFact.done(folder + ", " + manifest.proof().text())
        : StepFact.unknown(folder + ", " + manifest.proof().text());
  }
}
