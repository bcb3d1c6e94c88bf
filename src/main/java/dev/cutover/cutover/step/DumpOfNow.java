package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.backup.BackupKit;

/// What the database holds now, proved too: it is what a restore would lose.
final class DumpOfNow implements Effect {
  private final BackupKit kit;

  DumpOfNow(BackupKit kit) {
    this.kit = kit;
  }

  @Override
  public String name() {
    return "dump of now";
  }

  @Override
  public StepFact inspect(StepContext context) throws InterruptedException {
    return Backups.look(kit, context, Restore.purpose(context));
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    return Backups.make(kit, context, Restore.purpose(context));
  }

  @Override
  public Evidence recall(StepContext context) {
    return Backups.recall(kit, context, Restore.purpose(context));
  }

  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }
}
