package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;

/// The replacement in the old service's place, the old one beside it.
final class SwappedService implements Effect {
  private final ServiceFiles files;

  SwappedService(ServiceFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public StepFact inspect(StepContext context) {
    ServiceFiles.Folders folders = files.folders();
    return switch (folders.place()) {
      case OLD -> StepFact.notDone(folders.seen());
      case HALF -> StepFact.partial(folders.seen());
      case NEW -> StepFact.done(folders.seen());
      case OTHER -> StepFact.unknown(folders.seen());
    };
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    files.swapIn();
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of("folders", files.folders().seen());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    files.swapOut();
    return recall(context);
  }
}
