package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import java.util.Optional;

/// The old service's folder as it was, with the SHA-256 of each file. Stays after a rollback.
final class CopiedFolder implements Effect {
  private final ServiceFiles files;

  CopiedFolder(ServiceFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "copy of the folder";
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }

  @Override
  public StepFact inspect(StepContext context) {
    Optional<ServiceFiles.Copy> copy = files.copied(context.run());
    return copy.isPresent()
        ? StepFact.done(copy.get().folder() + ", " + copy.get().files() + " files")
        : StepFact.notDone("no complete copy");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    context.doing("copying " + context.plan().service().folder());
    return told(files.copy(context.run(), context.progress()));
  }

  @Override
  public Evidence recall(StepContext context) {
    return files.copied(context.run()).map(CopiedFolder::told).orElse(Evidence.NONE);
  }

  private static Evidence told(ServiceFiles.Copy copy) {
    return Evidence.of("folder", copy.folder())
        .and("manifest", copy.manifest())
        .and("files", copy.files())
        .and("bytes", copy.bytes())
        .and("sha256", copy.sha256());
  }

  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }
}
