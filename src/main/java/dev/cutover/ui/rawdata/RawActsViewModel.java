package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawExport;
import dev.cutover.rawdata.RawFormat;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.ui.Access;
import dev.cutover.ui.RawPorts;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Activity;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/// What can be done with raw rows: counted first, then carried out as an activity that can be
/// stopped.
public final class RawActsViewModel {
  private static final Duration COUNTING = Duration.ofSeconds(2);

  private final RawPorts ports;
  private final Access access;
  private final ScreenContext context;
  private final Runnable changed;
  private final Latest tallying;

  /// @param changed called when rows were changed
  RawActsViewModel(RawPorts ports, Access access, ScreenContext context, Runnable changed) {
    this.ports = ports;
    this.access = access;
    this.context = context;
    this.changed = changed;
    this.tallying = new Latest(context.background());
  }

  /// Counts what an act would do; nothing is done yet.
  public void prepare(RawAct act, RawQuery query, Consumer<RawActs.Tally> counted) {
    tallying.ask(
        () -> access.acts().raw().tally(act, query),
        counted,
        failure ->
            context
                .activities()
                .notice(
                    Activities.Notice.Kind.FAILED,
                    context.texts().get("rawdata.act.count-failed"),
                    context.explain().apply(failure).toString()));
  }

  public void carryOut(RawAct act, RawQuery query, long rows, String reason) {
    Texts texts = context.texts();
    String word = "rawdata.act." + RawCommandLine.verb(act);
    Activity activity = new Activity(texts.get(word + ".doing", rows));
    context
        .activities()
        .start(
            activity,
            () -> {
              var acts = access.acts();
              return acts.raw().carryOut(act, query, acts.actor(), reason, activity);
            },
            done -> {
              context
                  .activities()
                  .notice(
                      ending(done.stopped()),
                      texts.get(word + ".done", done.rows(), done.jobs()),
                      done.stopped() ? texts.get("rawdata.act.stopped") : "");
              changed.run();
            });
  }

  public void export(RawQuery query, RawFormat format, Path target) {
    Texts texts = context.texts();
    Activity activity =
        new Activity(texts.get("rawdata.export.doing", target.getFileName().toString()));
    context
        .activities()
        .start(
            activity,
            () -> {
              RawCount all = ports.source().count(query, COUNTING);
              long total = all.kind() == RawCount.Kind.AT_LEAST ? 0 : all.rows();
              return new RawExport(ports.source()).write(query, format, target, total, activity);
            },
            result ->
                context
                    .activities()
                    .notice(
                        ending(result.stopped()),
                        texts.get(
                            result.stopped() ? "rawdata.export.stopped" : "rawdata.export.done",
                            result.rows(),
                            result.file().toString()),
                        result.stopped()
                            ? ""
                            : texts.get("rawdata.export.proof", result.bytes(), result.sha256())));
  }

  private static Activities.Notice.Kind ending(boolean stopped) {
    return stopped ? Activities.Notice.Kind.WARNING : Activities.Notice.Kind.DONE;
  }

  /// Forgets a question whose answer nobody waits for any more.
  void cancel() {
    tallying.cancel();
  }

  /// Why nothing may be changed now, in words; empty when it may.
  public ObservableValue<String> blockedBy() {
    return access.blockedBy().map(key -> key.isEmpty() ? "" : context.texts().get(key));
  }
}
