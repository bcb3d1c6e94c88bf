package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.cutover.ServiceFiles.Place;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What of S10 concerns the old service: its folder is copied, it does not start by itself any
/// more, the replacement lies in its place with settings for the queues, and the fence lets
/// everybody through but it.
public final class ServiceSwitch implements Step {
  private static final Duration EXPECTED = Duration.ofSeconds(10);

  private final OldService service;
  private final ServiceFiles files;
  private final WriteFreeze freeze;
  private final RoleSessions sessions;

  public ServiceSwitch(
      OldService service, ServiceFiles files, WriteFreeze freeze, RoleSessions sessions) {
    this.service = service;
    this.files = files;
    this.freeze = freeze;
    this.sessions = sessions;
  }

  @Override
  public StepName name() {
    return StepName.SWITCH;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return new StepCard(
        StepName.SWITCH,
        "Replace " + plan.service().name(),
        "Its folder is copied and changes places with the new one; the settings name the broker;"
            + " the fence lets everybody write but the old service.",
        EXPECTED,
        false,
        "Fence, settings, folders and start are put back as they were; the copy stays.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(Quiet.finding(context, service, sessions));
    ServiceFiles.Folders folders = files.folders();
    findings.add(
        folders.place() == Place.OTHER
            ? Finding.fail(
                "folders",
                "They are not as before a switch: " + folders.seen() + ".",
                "The old service must lie in its place, the new one beside it, and nothing under"
                    + " the old one's later name.")
            : Finding.pass("folders", folders.seen() + "."));
    findings.add(Finding.pass("settings", "To be set: " + files.settings().keys() + "."));
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(
        new CopiedFolder(files),
        new DisabledService(service),
        new SwappedService(files),
        new EditedSettings(files),
        new OpenedFence(freeze));
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(Quiet.finding(context, service, sessions));
    ServiceFiles.Folders folders = files.folders();
    findings.add(is("folders", folders.place() == Place.NEW, folders.seen()));
    ServiceFiles.Settings settings = files.settings();
    findings.add(is("settings", settings.wanted(), "not set: " + settings.keys()));
    findings.add(
        files
            .copied(context.run())
            .map(copy -> is("copy", files.damage(copy).isEmpty(), "" + files.damage(copy)))
            .orElse(is("copy", false, "it is not there")));
    if (context.plan().service().hasSwitch()) {
      findings.add(is("start", !service.startsByItself(), "it starts by itself with its host"));
    }
    findings.add(fence(WriteFreeze.Closed.TO_ROLE));
    return findings;
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    ServiceFiles.Folders folders = files.folders();
    findings.add(is("folders", folders.place() == Place.OLD, folders.seen()));
    findings.add(
        is("settings", files.kept(context.run()).isEmpty(), "their bytes from before are waiting"));
    findings.add(
        is("start", service.startsByItself() == DisabledService.did(context), "it is another"));
    findings.add(fence(WriteFreeze.Closed.TO_EVERYONE));
    return findings;
  }

  private Finding fence(WriteFreeze.Closed wanted) {
    return freeze
        .fence()
        .map(fence -> is("fence", fence.closed() == wanted, "it is closed " + fence.closed()))
        .orElse(is("fence", false, "there is none"));
  }

  private static Finding is(String what, boolean so, String otherwise) {
    return so
        ? Finding.pass(what, "As it should be.")
        : Finding.fail(
            what, otherwise + ".", "Go on with `cutover resume`, or back with `cutover rollback`.");
  }
}
