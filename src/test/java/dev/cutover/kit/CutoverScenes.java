package dev.cutover.kit;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.Gauge;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.cutover.EffectPast;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RollbackForecast.Fate;
import dev.cutover.cutover.RunHistory.Way;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pictures of one run at the moments that a screen has to show.
public final class CutoverScenes {
  public static final String RUN = "20261129-2100";
  public static final String DATABASE = "pulse_db";
  private static final Instant BEGUN = Instant.parse("2026-11-29T21:00:00Z");

  private CutoverScenes() {}

  public static OldServicePlan service() {
    return new OldServicePlan(
        "etl-service",
        Path.of("/opt/pulse/services/etl-service"),
        Path.of("/opt/pulse/services/etl-service-new"),
        Path.of("/opt/pulse/services/etl-service/.env"),
        List.of("systemctl", "start", "etl-service"),
        List.of("systemctl", "stop", "etl-service"),
        List.of("systemctl", "is-active", "--quiet", "etl-service"),
        List.of("systemctl", "enable", "etl-service"),
        List.of("systemctl", "disable", "etl-service"),
        List.of("systemctl", "is-enabled", "--quiet", "etl-service"),
        "etl_mono");
  }

  public static FrozenPlan plan() {
    List<StepName> steps =
        Arrays.stream(StepName.values()).filter(each -> each != StepName.RESTORE).toList();
    CutoverPlan plan =
        new CutoverPlan(
            RUN,
            BEGUN.minusSeconds(900),
            "anna@ws14",
            new CutoverPlan.Target(
                "db7.plant.local",
                5432,
                DATABASE,
                "7447512345678901234",
                16_412,
                "PostgreSQL 16.4",
                "amqps://mq7.plant.local/pulse",
                "rabbit@mq7"),
            List.of(new CutoverPlan.Tool("pg_dump", "/usr/lib/postgresql/16/bin/pg_dump", "16.4")),
            List.of(
                new CutoverPlan.Table("public", "work_items", 4_100_000_000L, true),
                new CutoverPlan.Table("public", "raw_extraction_data", 2_900_000_000L, true)),
            service(),
            steps,
            Map.of(),
            Map.of("soak", "PT24H", "parallel", "2", "shadow", "required"));
    return new FrozenPlan(plan, "5a1d236b0c9f4a7e8d112233445566778899aabbccddeeff0011223344556677");
  }

  /// Steps up to `current` are done; it is in the state given.
  public static List<StepLine> lines(StepName current, StepState state) {
    List<StepLine> lines = new ArrayList<>();
    Instant from = BEGUN;
    for (StepName each : plan().plan().steps()) {
      Duration expected = Duration.ofSeconds(20 + 37L * each.ordinal() % 300);
      if (each == StepName.SOAK) {
        expected = Duration.ofHours(24);
      }
      int place = each.compareTo(current);
      StepState own = place < 0 ? StepState.DONE : place == 0 ? state : StepState.WAITING;
      boolean begun = own != StepState.WAITING && own != StepState.UNDONE;
      lines.add(
          new StepLine(
              new StepCard(each, each.word(), "why", expected, each.ordinal() % 2 == 1, "back"),
              own,
              begun ? effects(each) : List.of(),
              begun ? Optional.of(from) : Optional.empty(),
              own == StepState.DONE ? Optional.of(expected) : Optional.empty(),
              begun ? found(each) : Evidence.NONE,
              own == StepState.FAILED ? "etl.load exists as classic, wanted quorum." : ""));
      if (own == StepState.DONE) {
        from = from.plus(each == StepName.SOAK ? Duration.ofMinutes(1) : expected);
      }
    }
    return lines;
  }

  private static Evidence found(StepName step) {
    return step == StepName.FREEZE
        ? Evidence.of("probe write", "pass: refused with 55000 as etl_mono")
            .and("sessions of the role", "pass: none is left")
            .and("digest twice", "warn: 2.1 s apart, equal; wanted 2.0 s")
        : Evidence.of("as planned", "pass: " + step.word() + " is as it should be");
  }

  private static List<EffectPast> effects(StepName step) {
    return step == StepName.FREEZE
        ? List.of(
            new EffectPast(
                "login of etl_mono",
                EffectPast.State.DONE,
                Evidence.of("was", "LOGIN"),
                Evidence.of("role", "etl_mono").and("rolcanlogin", "false"),
                null),
            new EffectPast(
                "trigger public.work_items",
                EffectPast.State.DONE,
                Evidence.NONE,
                Evidence.of("function", "cutover_fence()")
                    .and("rows", "73145")
                    .and("sha256", "5a1d236b0c9f4a7e8d11223344556677"),
                null),
            new EffectPast(
                "trigger public.raw_extraction_data",
                EffectPast.State.BEGUN,
                Evidence.NONE,
                Evidence.NONE,
                null))
        : List.of();
  }

  /// A run with nothing in its way.
  public static CutoverSnapshot at(State state, StepName current, StepState stepState) {
    boolean frozen =
        current.compareTo(StepName.FREEZE) >= 0 && current.compareTo(StepName.WORKERS) <= 0;
    List<StepLine> lines = lines(current, stepState);
    Instant now =
        lines.stream()
            .filter(line -> line.name() == current)
            .findFirst()
            .flatMap(StepLine::begun)
            .orElse(BEGUN.plusSeconds(1800))
            .plusSeconds(102);
    return new CutoverSnapshot(
        now.toEpochMilli(),
        RUN,
        plan(),
        state,
        Way.FORWARD,
        lines,
        Optional.of(current),
        state == State.RUNNING
            ? new Gauge(
                4_100_000_000L,
                7_000_000_000L,
                Progress.Unit.BYTES,
                "dumping public.raw_extraction_data",
                Duration.ofSeconds(102),
                Optional.of(Duration.ofSeconds(62)),
                Optional.of(Duration.ofSeconds(118)))
            : Gauge.IDLE,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.of(BEGUN),
        frozen
            ? lines.stream()
                .filter(line -> line.name() == StepName.FREEZE)
                .findFirst()
                .flatMap(StepLine::begun)
            : Optional.empty(),
        Optional.empty(),
        now);
  }

  public static CutoverSnapshot with(CutoverSnapshot run, DecisionNeeded decision) {
    return copy(
        run,
        run.way(),
        decision.findings(),
        Optional.of(decision),
        run.failure(),
        "",
        run.heldBy());
  }

  public static CutoverSnapshot with(CutoverSnapshot run, List<Finding> findings) {
    return copy(run, run.way(), findings, Optional.empty(), run.failure(), "", run.heldBy());
  }

  public static CutoverSnapshot with(CutoverSnapshot run, Problem failure, String led) {
    return copy(
        run,
        led.isEmpty() ? run.way() : Way.BACK,
        List.of(),
        Optional.empty(),
        Optional.of(failure),
        led,
        run.heldBy());
  }

  public static CutoverSnapshot with(CutoverSnapshot run, Way way) {
    return copy(run, way, List.of(), Optional.empty(), Optional.empty(), "", run.heldBy());
  }

  public static CutoverSnapshot with(CutoverSnapshot run, RunLock.Holder holder) {
    return copy(
        run,
        run.way(),
        run.findings(),
        run.decision(),
        run.failure(),
        run.led(),
        Optional.of(holder));
  }

  private static CutoverSnapshot copy(
      CutoverSnapshot run,
      Way way,
      List<Finding> findings,
      Optional<DecisionNeeded> decision,
      Optional<Problem> failure,
      String led,
      Optional<RunLock.Holder> holder) {
    return new CutoverSnapshot(
        run.version() + 1,
        run.run(),
        run.plan(),
        run.state(),
        way,
        run.steps(),
        run.current(),
        run.gauge(),
        findings,
        decision,
        failure,
        led,
        run.begun(),
        run.frozenSince(),
        holder,
        run.at());
  }

  public static RunLock.Holder bert() {
    return new RunLock.Holder(
        RUN, "ws07", 4711, "bert@ws07", 3, BEGUN.plusSeconds(120), BEGUN.plusSeconds(1900));
  }

  public static DecisionNeeded warnings() {
    return new DecisionNeeded(
        DecisionNeeded.Kind.ACCEPT_BEFORE,
        StepName.BACKUP,
        "",
        List.of(
            Finding.pass("pg_dump", "16.4, as new as the server"),
            Finding.warn(
                "disk", "9 % free after the backup, 15 % wanted.", "Make room at /var/backups."),
            Finding.warn("second copy", "No second copy is planned.", "Name one in the plan.")),
        "Warnings before the step backup: accept each with a reason.");
  }

  public static DecisionNeeded noReturn() {
    return new DecisionNeeded(
        DecisionNeeded.Kind.CONFIRM, StepName.COMMIT, "", List.of(), "There is no way back.");
  }

  public static DecisionNeeded unseen() {
    return new DecisionNeeded(
        DecisionNeeded.Kind.UNKNOWN,
        StepName.SWITCH,
        "unit etl-service",
        List.of(),
        "It cannot be seen whether 'unit etl-service' of the step switch is done: systemctl answers"
            + " 'Failed to connect to bus'.");
  }

  /// With `ok` everything passes but two warnings.
  public static List<Finding> preflight(boolean ok) {
    List<Finding> findings = new ArrayList<>();
    for (String each :
        List.of("programs", "rights", "broker", "clock", "journal", "key store", "old service")) {
      findings.add(Finding.pass(each, "as it should be"));
    }
    findings.add(
        Finding.warn(
            "disk", "9 % free after the backup, 15 % wanted.", "Make room at /var/backups."));
    findings.add(
        ok
            ? Finding.pass("broker rights", "etl_user may configure etl.*")
            : Finding.fail(
                "broker rights",
                "The user etl_user may not configure etl.* in the virtual host pulse.",
                "Run on the broker: `rabbitmqctl set_permissions -p pulse etl_user '.*' '.*' '.*'`"
                    + " Then check again."));
    return findings;
  }

  public static RollbackForecast forecast() {
    return new RollbackForecast(
        List.of(
            new RollbackForecast.Line(
                Fate.STAYS,
                "rows that the pipeline loaded since the switch",
                8_412,
                "They stay in the business tables; the old service goes on from them."),
            new RollbackForecast.Line(
                Fate.STAYS, "open jobs of the pipeline", 37, "They are held, nobody works them.")),
        List.of(
            new RollbackForecast.Line(
                Fate.RETURNS,
                "raw records that arrived since the backup",
                1_204,
                "Exported before the swap and put in again after it, each once."),
            new RollbackForecast.Line(
                Fate.RETURNS,
                "integrations read again",
                3,
                "From the mark of 21:06 on; the loaded rows are made anew."),
            new RollbackForecast.Line(
                Fate.DECIDE,
                "rows changed by people in public.work_items",
                12,
                "Listed with both versions; per table: replay, keep or discard."),
            new RollbackForecast.Line(
                Fate.LOST,
                "rows that the old schema cannot hold",
                2,
                "Named in the report and kept in db_failed_" + RUN.replace('-', '_') + ".")),
        "");
  }
}
