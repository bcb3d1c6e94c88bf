package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `raw requeue, skip`: acts on one raw row at once, on more only with --approve after the count
/// was shown.
abstract class RawActCommand extends Verb {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "ids of raw rows")
  private List<Long> ids = new ArrayList<>();

  @Mixin RawWhich which = new RawWhich();

  @Option(names = "--reason", paramLabel = "TEXT", description = "kept with each row")
  private String reason = "asked for on the command line";

  abstract RawAct act();

  abstract String verb();

  abstract String done();

  @Override
  int run(Session session, Printer out) {
    mustBeWritable();
    if (ids.isEmpty() && which.isEverything()) {
      throw new IllegalArgumentException(
          "Say which raw rows: ids, --state, --tenant, --entity, --external-id ..");
    }
    Ready.database(session);
    RawSource source = session.rawRows().source();
    RawQuery query = which.query(source).ids(ids).query();
    RawActs acts = session.rawRows().acts();
    RawActs.Tally tally = acts.tally(act(), query);
    if (tally.eligible() > 0 && tally.matching() > 1 && !options.approve) {
      throw new Refused(
          Exit.NEEDS_DECISION,
          new Problem(
              "decision.raw",
              "This would " + verb() + " " + told(tally) + " Nothing was changed.",
              "Add --approve to do it; `cutover raw list` with the same options shows them."));
    }
    RawActs.Done done =
        tally.eligible() == 0
            ? new RawActs.Done(0, 0, false)
            : acts.carryOut(
                act(),
                query,
                System.getProperty("user.name", "unknown"),
                reason,
                new WatchedProgress(out, "rows looked at", stop()));
    ObjectNode json =
        Printer.object()
            .put("matched", tally.matching())
            .put("changed", done.rows())
            .put("jobs", done.jobs())
            .put("superseded", tally.superseded())
            .put("under_way", tally.underWay())
            .put("other_state", tally.otherState())
            .put("complete", !done.stopped());
    out.document(json);
    out.line(
        String.format(
            Locale.ROOT,
            "%,d of %,d matching raw rows %s%s.",
            done.rows(),
            tally.matching(),
            done(),
            done.jobs() > 0 ? " in " + jobs(done.jobs()) + "; a worker takes them next" : ""));
    String left = leftAlone(tally);
    if (!left.isEmpty()) {
      out.line("Left alone: " + left + ".");
    }
    return done.stopped() ? Exit.CANCELLED : Exit.DONE;
  }

  private static String jobs(long count) {
    return count == 1 ? "1 transform job" : count + " transform jobs";
  }

  private static String told(RawActs.Tally tally) {
    List<String> states = new ArrayList<>();
    tally.eligibleByState().forEach((state, rows) -> states.add(rows + " " + state));
    String left = leftAlone(tally);
    return String.format(
        Locale.ROOT,
        "%,d of %,d matching raw rows (%s).%s",
        tally.eligible(),
        tally.matching(),
        String.join(", ", states),
        left.isEmpty() ? "" : " Left alone: " + left + ".");
  }

  private static String leftAlone(RawActs.Tally tally) {
    List<String> parts = new ArrayList<>();
    if (tally.superseded() > 0) {
      parts.add(tally.superseded() + " with a newer version");
    }
    if (tally.underWay() > 0) {
      parts.add(tally.underWay() + " that an open job works on");
    }
    if (tally.otherState() > 0) {
      parts.add(tally.otherState() + " in a state that it is not for");
    }
    return String.join(", ", parts);
  }

  @Command(
      name = "requeue",
      description =
          "Has raw rows transformed and loaded again: they become pending and get transform jobs.")
  static final class Requeue extends RawActCommand {
    @Override
    RawAct act() {
      return RawAct.REQUEUE;
    }

    @Override
    String verb() {
      return "re-queue";
    }

    @Override
    String done() {
      return "re-queued";
    }
  }

  @Command(
      name = "skip",
      description = "Leaves failed or waiting raw rows out, until the source sends them again.")
  static final class Skip extends RawActCommand {
    @Override
    RawAct act() {
      return RawAct.SKIP;
    }

    @Override
    String verb() {
      return "skip";
    }

    @Override
    String done() {
      return "skipped";
    }
  }
}
