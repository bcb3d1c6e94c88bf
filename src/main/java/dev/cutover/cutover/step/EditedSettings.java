package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;

/// The settings name the broker and turn the queues on. Their values are secrets: evidence has
/// names and hashes only.
final class EditedSettings implements Effect {
  private final ServiceFiles files;

  EditedSettings(ServiceFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public StepFact inspect(StepContext context) {
    ServiceFiles.Settings seen = files.settings();
    boolean begun = files.kept(context.run()).isPresent();
    if (seen.wanted()) {
      return StepFact.done("all set");
    }
    return begun
        ? StepFact.partial("begun; not set: " + seen.keys())
        : StepFact.notDone("not set: " + seen.keys());
  }

  @Override
  public Evidence before(StepContext context) {
    ServiceFiles.Settings seen = files.settings();
    return Evidence.of("sha256", files.kept(context.run()).orElse(seen.sha256()))
        .and("mode", seen.mode())
        .and("keys", seen.keys());
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    files.editSettings(context.run());
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of("file", context.plan().service().envFile())
        .and("sha256", files.settings().sha256());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    files.restoreSettings(context.run());
    return Evidence.of("sha256", files.settings().sha256());
  }
}
