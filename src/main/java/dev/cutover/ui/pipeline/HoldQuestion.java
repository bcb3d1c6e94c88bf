package dev.cutover.ui.pipeline;

import dev.cutover.pipeline.stage.Hold;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.Access;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Question;
import org.jspecify.annotations.Nullable;

/// Asks before an integration is paused or resumed, and does it.
public final class HoldQuestion {
  private final Access access;
  private final ScreenContext context;
  private final Runnable changed;

  /// @param changed called when it was done
  public HoldQuestion(Access access, ScreenContext context, Runnable changed) {
    this.access = access;
    this.context = context;
    this.changed = changed;
  }

  /// Who holds it since when and why, in words; empty when nobody does.
  public static String words(@Nullable Hold hold, ScreenContext context) {
    return hold == null
        ? ""
        : context
            .texts()
            .get("hold.by", hold.by(), context.times().dateTime(hold.since()), hold.because());
  }

  /// Resumes what is held, pauses what is not.
  public void ask(IntegrationAdmin.Line line) {
    Texts texts = context.texts();
    boolean pause = line.hold() == null;
    String word = pause ? "hold.pause" : "hold.resume";
    String name = line.tenant() + " \u00B7 " + line.provider();
    Question.Asked asked =
        new Question.Asked(
            texts.get(word + ".title", name),
            texts.get(word + ".text"),
            texts.get(word + ".verb"),
            false,
            true,
            true,
            "cutover integration "
                + (pause ? "pause " : "resume ")
                + line.integration()
                + (pause ? " --reason '..'" : ""));
    context
        .overlays()
        .show(
            close ->
                new Question(texts, asked, reason -> carryOut(line, pause, name, reason), close));
  }

  private void carryOut(IntegrationAdmin.Line line, boolean pause, String name, String given) {
    Texts texts = context.texts();
    String reason = given.isEmpty() ? texts.get("hold.no-reason") : given;
    String word = pause ? "hold.pause" : "hold.resume";
    context
        .activities()
        .start(
            texts.get(word + ".doing", name),
            () -> {
              var acts = access.acts();
              return pause
                  ? acts.integrations().pause(line.integration(), acts.actor(), reason)
                  : acts.integrations().resume(line.integration(), acts.actor(), reason);
            },
            done -> {
              context
                  .activities()
                  .notice(
                      done ? Activities.Notice.Kind.DONE : Activities.Notice.Kind.WARNING,
                      texts.get(done ? word + ".done" : "hold.already", name),
                      "");
              changed.run();
            });
  }
}
