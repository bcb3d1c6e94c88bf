package dev.cutover.ui.pipeline;

import dev.cutover.job.JobState;
import dev.cutover.job.RunId;
import dev.cutover.pipeline.JobFilter;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Question;
import java.util.Set;

/// Asks, over whatever screen is in front, before jobs are retried or cancelled.
public final class BulkQuestion {
  private final JobsViewModel jobs;
  private final ScreenContext context;

  public BulkQuestion(JobsViewModel jobs, ScreenContext context) {
    this.jobs = jobs;
    this.context = context;
  }

  /// All dead and cancelled jobs of a run, back to work.
  public void redrive(RunId run) {
    jobs.prepare(
        BulkAct.Kind.RETRY,
        JobFilter.every().of(run).in(Set.of(JobState.DEAD, JobState.CANCELLED)),
        this::ask);
  }

  void ask(BulkAct act) {
    Texts texts = context.texts();
    String word = "act." + act.kind().word();
    Question.Asked asked =
        new Question.Asked(
            texts.get(word + ".title", act.match()),
            texts.get(word + ".text", act.eligible(), act.match() - act.eligible()),
            texts.get(word + ".verb", act.eligible()),
            act.kind() == BulkAct.Kind.CANCEL,
            act.eligible() > 0,
            true,
            jobs.command(act));
    context
        .overlays()
        .show(close -> new Question(texts, asked, reason -> jobs.carryOut(act, reason), close));
  }
}
