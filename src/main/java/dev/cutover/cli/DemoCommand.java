package dev.cutover.cli;

import dev.cutover.boot.ConsoleApp;
import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Sandbox;
import dev.cutover.boot.Session;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`: a sandbox with a sample of the old service that writes all the time, and the whole
/// cutover over it.
@Command(
    name = "demo",
    description =
        "A platform with a sample of the old service on embedded services, and the whole cutover"
            + " over it.")
final class DemoCommand extends Verb {
  private static final long SEED = 2026;
  private static final String BECAUSE = "the demo decides by itself";

  /// The old service's times are those of the demo; the records are years older.
  private static final Map<String, String> PLAN =
      Map.of("soak", "PT0S", "watermark.margin", "P7300D");

  @Option(
      names = "--headless",
      description = "carries the cutover out in the terminal instead of opening the window")
  private boolean headless;

  @Option(names = "--dir", paramLabel = "D", description = "where to lay out the sandbox; empty")
  private @Nullable Path folder;

  @Option(names = "--until", paramLabel = "STEP", description = "holds after this step")
  private @Nullable String until;

  @Option(
      names = "--then",
      paramLabel = "rollback",
      description = "goes back before the commit, and shows that the old service works again")
  private @Nullable String then;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    mustBeUnderstood(session);
    OpenRuns.mustBeNone(new CutoverDesk(session));
    out.progress("Starting the embedded PostgreSQL and broker (the first start takes a while) ..");
    Ready.broker(session);
    try (Sandbox sandbox = lay(session, out)) {
      try {
        out.progress("Starting the old service ..");
        sandbox.start();
        return headless ? cutOver(sandbox, out) : window(sandbox, out);
      } finally {
        sandbox.stop();
      }
    }
  }

  private void mustBeUnderstood(Session session) {
    if (!session.isEmbedded()) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "demo.real_servers",
              "The demo runs on the embedded services only. Nothing was changed.",
              "Leave --db and --broker (CUTOVER_DB, CUTOVER_BROKER) out."));
    }
    if (until != null) {
      StepName.of(until);
    }
    if (!headless) {
      if (until != null || then != null) {
        throw new IllegalArgumentException(
            "--until and --then are for --headless: in the window you decide. Nothing was done.");
      }
      ConsoleApp.needsDisplay(System.getenv());
    }
    if (then != null && !then.equals("rollback")) {
      throw new IllegalArgumentException("--then is rollback, not '" + then + "'.");
    }
  }

  private Sandbox lay(Session session, Printer out) throws InterruptedException {
    Path place = place(session);
    Path records = place.resolve("records");
    SampleData.Written written =
        SampleData.write(records, SampleSize.DEMO, SEED, dev.cutover.sample.Progress.SILENT);
    Sandbox sandbox = Sandbox.lay(session, place, records);
    out.progress(
        String.format(
            Locale.ROOT,
            "Sandbox in %s: %.1f MB of records, database %s",
            place,
            written.total() / 1e6,
            sandbox.database()));
    return sandbox;
  }

  private Path place(Session session) {
    if (folder == null) {
      return Sandbox.free(session.home().data());
    }
    Path place = folder.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      try (Stream<Path> inside = Files.list(place)) {
        if (inside.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "--dir " + place + " is not empty. Nothing was changed. Name a new folder.");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(place + " cannot be read", e);
      }
    }
    return place;
  }

  /// The person carries the cutover out; the old service writes until it is stopped by it, or until
  /// the window is closed.
  private int window(Sandbox sandbox, Printer out) throws InterruptedException {
    out.line(
        "The old service writes into "
            + sandbox.database()
            + ". In the window: Cutover (Ctrl+6), Plan a cutover; the old service is filled in."
            + " Closing the window ends the demo.");
    try (Session shown = sandbox.forWindow(PLAN)) {
      new ConsoleApp(shown, false, window()).run(System.getenv());
    }
    return rows(sandbox, out);
  }

  private int cutOver(Sandbox sandbox, Printer out) throws InterruptedException {
    CutoverDesk desk = new CutoverDesk(sandbox.session());
    FrozenPlan plan = desk.plan(sandbox.service(), PLAN);
    boolean back = then != null;
    StepName last = back && until == null ? lastBefore(plan, StepName.SOAK) : null;
    Optional<StepName> stop =
        until == null ? Optional.ofNullable(last) : Optional.of(StepName.of(until));
    DecisionOptions decisions =
        DecisionOptions.of(List.of("all", "go"), BECAUSE, sandbox.database());
    try (CutoverRun run = desk.begin(plan)) {
      int status = new RunDriver(run, out, decisions, stop()).drive(() -> run.go(stop), stop);
      if (status == Exit.DONE && stop.isEmpty()) {
        status = proved(sandbox, out);
        status = status == Exit.DONE ? rows(sandbox, out) : status;
      }
      if (status == Exit.DONE && back) {
        out.progress("Going back ..");
        status =
            new RunDriver(run, out, decisions, stop())
                .drive(() -> run.rollBack(BECAUSE), Optional.empty());
        status = status == Exit.DONE ? works(sandbox, desk, plan, out) : status;
      }
      out.line("");
      out.line(
          "Report: "
              + desk.reports()
                  .page(plan.plan().id(), sandbox.folder().resolve(plan.plan().id() + ".html")));
      return status;
    }
  }

  private static StepName lastBefore(FrozenPlan plan, StepName step) {
    List<StepName> before =
        plan.plan().steps().stream().filter(each -> each.compareTo(step) < 0).toList();
    return before.getLast();
  }

  private static int proved(Sandbox sandbox, Printer out) {
    Reconciliation found = sandbox.session().monitor().reconcile(Optional.empty());
    if (!out.isJson()) {
      out.line("");
      ReconcileCommand.print(found, out);
    }
    return found.ok() ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private static int rows(Sandbox sandbox, Printer out) {
    int missing = sandbox.rowsMissing();
    out.line(
        "Rows that the old service believes committed: "
            + sandbox.rowsWritten()
            + ", missing: "
            + missing
            + ".");
    return missing == 0 ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private static int works(Sandbox sandbox, CutoverDesk desk, FrozenPlan plan, Printer out)
      throws InterruptedException {
    int before = sandbox.rowsWritten();
    sandbox.awaitRows();
    out.line(
        "The old service runs and writes again: "
            + (sandbox.rowsWritten() - before)
            + " rows since the way back ended.");
    Map<String, Boolean> untouched = sandbox.untouched(plan.plan().tables(), frozen(desk, plan));
    List<String> others =
        untouched.entrySet().stream()
            .filter(each -> !each.getValue())
            .map(Map.Entry::getKey)
            .toList();
    out.line(
        others.isEmpty()
            ? untouched.size() + " tables that nobody writes are as they were at the freeze."
            : "Tables that nobody writes are others than at the freeze: " + others);
    return others.isEmpty() ? rows(sandbox, out) : Exit.CHECK_FAILED;
  }

  /// What the freeze saw of each table.
  private static Map<String, String> frozen(CutoverDesk desk, FrozenPlan plan) {
    return desk.shelf().records(plan.plan().id()).stream()
        .filter(record -> record.step().equals(StepName.FREEZE.word()))
        .filter(record -> record.effect().equals("stillness"))
        .map(record -> record.evidence().facts())
        .filter(facts -> !facts.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }
}
