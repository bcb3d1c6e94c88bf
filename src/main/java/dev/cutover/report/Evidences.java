package dev.cutover.report;

import dev.cutover.cutover.CutoverPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the report shows, made of a plan and a journal ([ReportMaker]); page and PDF show the
/// same. Texts are masked already.
///
/// @param outcome how the run ended, or that it is open
/// @param zone in which local times are told beside UTC
/// @param versions of programs and servers, by name
/// @param actors who acted, each once
/// @param journal the newest lines
public record Evidences(
    CutoverPlan plan,
    String outcome,
    boolean good,
    @Nullable Instant begun,
    @Nullable Instant ended,
    Instant made,
    ZoneId zone,
    List<Fact> versions,
    List<String> actors,
    List<StepLine> steps,
    List<CheckLine> checks,
    List<DecisionLine> decisions,
    List<CountLine> counts,
    List<Fact> hashes,
    List<JournalText> journal) {

  public Evidences {
    versions = List.copyOf(versions);
    actors = List.copyOf(actors);
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
    decisions = List.copyOf(decisions);
    counts = List.copyOf(counts);
    hashes = List.copyOf(hashes);
    journal = List.copyOf(journal);
  }

  public record Fact(String name, String value) {}

  /// @param state `verified`, `failed`, `undone`, `open`
  public record StepLine(
      String number,
      String word,
      String state,
      @Nullable Instant begun,
      @Nullable Instant ended,
      @Nullable Duration took,
      List<EffectLine> effects) {
    public StepLine {
      effects = List.copyOf(effects);
    }
  }

  public record EffectLine(String name, String state, List<Fact> facts) {
    public EffectLine {
      facts = List.copyOf(facts);
    }
  }

  /// @param severity `pass`, `warn` or `fail`
  /// @param when `before` or `after` the step
  public record CheckLine(String step, String when, String severity, String check, String found) {}

  /// A risk that a person took.
  public record DecisionLine(Instant at, String actor, String step, String what, String reason) {}

  /// Rows of a table before and after.
  public record CountLine(String table, String before, String after) {}

  public record JournalText(
      long seq, Instant at, String step, String effect, String phase, String actor, String text) {}
}
