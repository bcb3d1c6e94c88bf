package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.job.Problem;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.cutover.Ask.Kind;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns a picture into what a person has to read or answer.
final class AskWords {
  private final Texts texts;
  private final Times times;
  private final StepWords steps;

  AskWords(Texts texts, Times times, StepWords steps) {
    this.texts = texts;
    this.times = times;
    this.steps = steps;
  }

  Ask of(CutoverPicture picture) {
    Optional<CutoverSnapshot> shown = picture.shown();
    if (shown.isEmpty()) {
      return Ask.NOTHING;
    }
    CutoverSnapshot run = shown.get();
    return switch (run.state()) {
      case RUNNING, HELD -> Ask.NOTHING;
      case OPEN -> picture.isAbandoned() ? resume(run) : Ask.NOTHING;
      case ASKING -> run.decision().map(each -> decision(run, each)).orElse(Ask.NOTHING);
      case REFUSED ->
          ask(Kind.REFUSED, "cutover.ask.refused", run, "cutover.ask.refused.text", run.findings());
      case FAILED -> failed(run);
      case LOST -> ask(Kind.LOST, "cutover.ask.lost", run, "cutover.ask.lost.text", List.of());
      case COMMITTED ->
          ask(
              Kind.COMMITTED,
              "cutover.ask.committed",
              run,
              "cutover.ask.committed.text",
              List.of());
      case UNDONE ->
          ask(Kind.UNDONE, "cutover.ask.undone", run, "cutover.ask.undone.text", List.of());
    };
  }

  private Ask ask(
      Kind kind,
      String title,
      CutoverSnapshot run,
      String text,
      List<dev.cutover.check.Finding> findings) {
    return new Ask(
        kind,
        texts.get(title, at(run)),
        texts.get(text),
        run.failure().orElse(null),
        findings,
        null);
  }

  private String at(CutoverSnapshot run) {
    return run.current().map(steps::full).orElse("");
  }

  private Ask failed(CutoverSnapshot run) {
    String text =
        run.led().isEmpty()
            ? texts.get("cutover.ask.failed.text")
            : texts.get("cutover.ask.failed.led", run.led());
    Problem failure = run.failure().orElse(null);
    return new Ask(
        Kind.FAILED, texts.get("cutover.ask.failed", at(run)), text, failure, List.of(), null);
  }

  /// The first thing that is seen after a crash.
  private Ask resume(CutoverSnapshot run) {
    StepLine half = half(run);
    String text =
        half == null
            ? texts.get("cutover.ask.resume.between")
            : half.state() == StepState.FAILED
                ? texts.get("cutover.ask.resume.failed", steps.full(half.name()), half.error())
                : texts.get(
                    "cutover.ask.resume.during",
                    steps.full(half.name()),
                    half.begun().map(times::dateTime).orElse("?"));
    return new Ask(
        Kind.RESUME,
        texts.get("cutover.ask.resume"),
        text + " " + texts.get("cutover.ask.resume.text"),
        null,
        List.of(),
        null);
  }

  private static @Nullable StepLine half(CutoverSnapshot run) {
    return run.steps().stream()
        .filter(
            line ->
                line.state() == StepState.RUNNING
                    || line.state() == StepState.UNDOING
                    || line.state() == StepState.FAILED)
        .findFirst()
        .orElse(null);
  }

  private Ask decision(CutoverSnapshot run, DecisionNeeded decision) {
    String step = steps.full(decision.step());
    return switch (decision.kind()) {
      case ACCEPT_BEFORE, ACCEPT_AFTER ->
          new Ask(
              Kind.ACCEPT,
              texts.get(
                  decision.kind() == DecisionNeeded.Kind.ACCEPT_BEFORE
                      ? "cutover.ask.accept.before"
                      : "cutover.ask.accept.after",
                  step),
              texts.get("cutover.ask.accept.text"),
              null,
              decision.findings(),
              decision);
      case CONFIRM ->
          new Ask(
              Kind.CONFIRM,
              texts.get("cutover.ask.confirm", step),
              texts.get("cutover.ask.confirm.text", run.plan().plan().target().database()),
              null,
              decision.findings(),
              decision);
      case UNKNOWN ->
          new Ask(
              Kind.UNKNOWN,
              texts.get("cutover.ask.unknown", step),
              decision.text() + " " + texts.get("cutover.ask.unknown.text"),
              null,
              decision.findings(),
              decision);
    };
  }
}
