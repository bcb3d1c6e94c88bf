package dev.cutover.report;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.StepName;
import dev.cutover.report.Evidences.CheckLine;
import dev.cutover.report.Evidences.CountLine;
import dev.cutover.report.Evidences.DecisionLine;
import dev.cutover.report.Evidences.EffectLine;
import dev.cutover.report.Evidences.Fact;
import dev.cutover.report.Evidences.JournalText;
import dev.cutover.report.Evidences.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads a journal as a person would who has to answer for it: what was done, when, by whom, how it
/// was checked, what was accepted, what was there before and after.
public final class ReportMaker {
  private static final String RUN = "run";
  private static final Set<String> SEVERITIES = Set.of("pass", "warn", "fail");
  private static final int LINES = 400;

  private final InstantSource clock;
  private final ZoneId zone;
  private final UnaryOperator<String> mask;

  /// @param zone of the people who read it
  /// @param mask takes secrets out of a text
  public ReportMaker(InstantSource clock, ZoneId zone, UnaryOperator<String> mask) {
    this.clock = clock;
    this.zone = zone;
    this.mask = mask;
  }

  /// @param versions of this program and what it ran on
  public Evidences of(CutoverPlan plan, List<JournalRecord> records, Map<String, String> versions) {
    Map<String, StepTale> tales = new LinkedHashMap<>();
    Set<String> actors = new LinkedHashSet<>();
    List<CheckLine> checks = new ArrayList<>();
    List<DecisionLine> decisions = new ArrayList<>();
    for (JournalRecord each : records) {
      actors.add(mask.apply(each.actor()));
      if (!each.step().equals(RUN)) {
        tales.computeIfAbsent(each.step(), _ -> new StepTale()).take(each);
        checks.addAll(checks(each));
      }
      if (each.phase() == Phase.DECISION) {
        decisions.add(decision(each));
      }
    }
    String outcome = outcome(records);
    return new Evidences(
        plan,
        outcome,
        outcome.startsWith("done") || outcome.startsWith("committed") || outcome.equals("ended"),
        records.isEmpty() ? null : records.getFirst().at(),
        ended(records),
        clock.instant(),
        zone,
        facts(versions(plan, versions)),
        List.copyOf(actors),
        steps(tales),
        checks,
        decisions,
        counts(records),
        hashes(records),
        records.stream().skip(Math.max(0, records.size() - LINES)).map(this::text).toList());
  }

  private static String outcome(List<JournalRecord> records) {
    return records.stream()
        .filter(each -> each.step().equals(RUN) && each.phase() == Phase.ENDED)
        .reduce((_, last) -> last)
        .map(each -> each.evidence().facts().getOrDefault("how", "ended"))
        .orElse(records.isEmpty() ? "not begun" : "open: the run has not ended");
  }

  private static @Nullable Instant ended(List<JournalRecord> records) {
    return records.stream()
        .filter(each -> each.phase() == Phase.ENDED)
        .reduce((_, last) -> last)
        .map(JournalRecord::at)
        .orElse(null);
  }

  private static Map<String, String> versions(CutoverPlan plan, Map<String, String> more) {
    Map<String, String> versions = new LinkedHashMap<>(more);
    versions.put("PostgreSQL", plan.target().serverVersion());
    versions.put("broker", plan.target().brokerName());
    plan.tools().forEach(each -> versions.put(each.name(), each.version() + " at " + each.path()));
    return versions;
  }

  private List<Fact> facts(Map<String, String> facts) {
    List<Fact> masked = new ArrayList<>();
    facts.forEach((name, value) -> masked.add(new Fact(name, mask.apply(value))));
    return masked;
  }

  /// Findings are in the journal as `check = severity: what was found`.
  private List<CheckLine> checks(JournalRecord record) {
    List<CheckLine> lines = new ArrayList<>();
    if (record.effect().isEmpty()
        && (record.phase() == Phase.INTENT
            || record.phase() == Phase.VERIFIED
            || record.phase() == Phase.FAILED)) {
      String when = record.phase() == Phase.INTENT ? "before" : "after";
      record
          .evidence()
          .facts()
          .forEach(
              (check, said) -> {
                int colon = said.indexOf(": ");
                if (colon > 0 && SEVERITIES.contains(said.substring(0, colon))) {
                  lines.add(
                      new CheckLine(
                          record.step(),
                          when,
                          said.substring(0, colon),
                          check,
                          mask.apply(said.substring(colon + 2))));
                }
              });
    }
    return lines;
  }

  private DecisionLine decision(JournalRecord record) {
    Map<String, String> facts = new LinkedHashMap<>(record.evidence().facts());
    String reason = facts.getOrDefault("reason", "");
    facts.remove("reason");
    List<String> what = new ArrayList<>();
    facts.forEach((name, value) -> what.add(name + ": " + value));
    return new DecisionLine(
        record.at(),
        mask.apply(record.actor()),
        record.step(),
        mask.apply(String.join(", ", what)),
        mask.apply(reason));
  }

  private List<StepLine> steps(Map<String, StepTale> tales) {
    List<StepLine> lines = new ArrayList<>();
    tales.forEach((word, tale) -> lines.add(tale.line(number(word), word, this::facts)));
    return lines;
  }

  private static String number(String word) {
    try {
      return StepName.of(word).number();
    } catch (IllegalArgumentException later) {
      return "";
    }
  }

  /// Facts named `rows TABLE`: of the inventory or backup, and of whoever counted last.
  private static List<CountLine> counts(List<JournalRecord> records) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    for (JournalRecord each : records) {
      each.evidence()
          .facts()
          .forEach(
              (name, value) -> {
                if (name.startsWith("rows ")) {
                  String table = name.substring("rows ".length());
                  if (before.putIfAbsent(table, value) != null) {
                    after.put(table, value);
                  }
                }
              });
    }
    List<CountLine> lines = new ArrayList<>();
    before.forEach(
        (table, rows) -> lines.add(new CountLine(table, rows, after.getOrDefault(table, ""))));
    return lines;
  }

  private static List<Fact> hashes(List<JournalRecord> records) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (JournalRecord each : records) {
      each.evidence()
          .facts()
          .forEach(
              (name, value) -> {
                if (name.contains("sha256") || name.startsWith("digest ")) {
                  hashes.put(each.step() + ": " + name, value);
                }
              });
    }
    List<Fact> facts = new ArrayList<>();
    hashes.forEach((name, value) -> facts.add(new Fact(name, value)));
    return facts;
  }

  private JournalText text(JournalRecord record) {
    List<String> parts = new ArrayList<>();
    record.evidence().facts().forEach((name, value) -> parts.add(name + "=" + value));
    if (!record.error().isEmpty()) {
      parts.add(record.error());
    }
    return new JournalText(
        record.seq(),
        record.at(),
        record.step(),
        record.effect(),
        record.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        mask.apply(record.actor()),
        mask.apply(String.join("; ", parts)));
  }

  /// What happened to one step, record by record.
  private static final class StepTale {
    private final Map<String, EffectTale> effects = new LinkedHashMap<>();
    private @Nullable Instant begun;
    private @Nullable Instant ended;
    private String state = "open";

    void take(JournalRecord record) {
      if (begun == null) {
        begun = record.at();
      }
      ended = record.at();
      if (!record.effect().isEmpty()) {
        effects.computeIfAbsent(record.effect(), _ -> new EffectTale()).take(record);
      }
      state =
          switch (record.phase()) {
            case VERIFIED -> "verified";
            case FAILED -> "failed";
            case UNDO_VERIFIED -> "undone";
            case INTENT, DONE, UNDO_INTENT, UNDONE -> "open";
            default -> state;
          };
    }

    StepLine line(String number, String word, Function<Map<String, String>, List<Fact>> facts) {
      List<EffectLine> lines = new ArrayList<>();
      effects.forEach(
          (name, tale) -> lines.add(new EffectLine(name, tale.state, facts.apply(tale.facts))));
      return new StepLine(
          number,
          word,
          state,
          begun,
          ended,
          begun == null || ended == null ? null : Duration.between(begun, ended),
          lines);
    }
  }

  private static final class EffectTale {
    private Map<String, String> facts = Map.of();
    private String state = "begun";

    void take(JournalRecord record) {
      switch (record.phase()) {
        case DONE -> {
          state = "done";
          facts = record.evidence().facts();
        }
        case UNDONE -> state = "undone";
        case FAILED -> {
          state = "failed";
          Map<String, String> more = new LinkedHashMap<>(record.evidence().facts());
          more.put("error", record.error());
          facts = more;
        }
        default -> {}
      }
    }
  }
}
