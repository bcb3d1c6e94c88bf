package dev.cutover.cutover;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the journal says: the fold over its records. Two processes with the same records know the
/// same.
public final class RunHistory {

  /// Where the run is going. RESTORE goes back, and puts the backup in the database's place on the
  /// way.
  public enum Way {
    FORWARD,
    BACK,
    RESTORE
  }

  private final Map<StepName, StepPast> steps = new EnumMap<>(StepName.class);
  private final Map<StepName, Integer> timesUndone = new EnumMap<>(StepName.class);
  private final Set<StepName> undone = EnumSet.noneOf(StepName.class);
  private Way way = Way.FORWARD;
  private @Nullable StepName backTo;
  private @Nullable Instant begun;
  private String ended = "";
  private String planHash = "";
  private String led = "";
  private @Nullable JournalRecord failed;
  private long epoch;

  /// The effect whose evidence has the OID of the database that a restore puts in the live one's
  /// place.
  public static final String RESTORED = "restored copy";

  /// In that evidence.
  public static final String RESTORED_OID = "oid";

  public static RunHistory of(List<JournalRecord> records) {
    RunHistory history = new RunHistory();
    records.forEach(history::take);
    return history;
  }

  void take(JournalRecord record) {
    epoch = Math.max(epoch, record.epoch());
    if (record.phase() == JournalRecord.Phase.FAILED) {
      failed = record;
    }
    if (record.step().equals(Words.RUN)) {
      takeRun(record);
      return;
    }
    StepName step = StepName.of(record.step());
    if (record.phase() == JournalRecord.Phase.UNDO_VERIFIED) {
      steps.remove(step);
      undone.add(step);
      timesUndone.merge(step, 1, Integer::sum);
    } else {
      if (record.phase() == JournalRecord.Phase.INTENT) {
        undone.remove(step);
      }
      steps.computeIfAbsent(step, _ -> new StepPast()).take(record);
    }
  }

  private void takeRun(JournalRecord record) {
    Map<String, String> facts = record.evidence().facts();
    switch (record.phase()) {
      case BEGUN -> {
        begun = record.at();
        planHash = facts.getOrDefault(Words.PLAN, "");
      }
      case DECISION -> turn(facts);
      case ENDED -> ended = facts.getOrDefault("how", "ended");
      default -> {}
    }
  }

  private void turn(Map<String, String> facts) {
    String to = facts.getOrDefault(Words.TO, "");
    backTo = to.isEmpty() ? null : StepName.of(to);
    way =
        switch (facts.getOrDefault(Words.DECISION, "")) {
          case Words.ROLL_BACK, Words.UNDO_TO -> Way.BACK;
          case Words.RESTORE -> Way.RESTORE;
          default -> Way.FORWARD;
        };
    if (way != Way.FORWARD) {
      led = failed == null ? "" : failed.step() + ": " + failed.error();
    }
  }

  StepPast step(StepName step) {
    StepPast past = steps.get(step);
    return past == null ? new StepPast() : past;
  }

  /// The newest evidence of an effect that is done and not undone.
  public Optional<Evidence> found(StepName step, String effect) {
    EffectPast past = step(step).effect(effect);
    return past.isDone() ? Optional.of(past.evidence()) : Optional.empty();
  }

  /// What was read before it, until the undo of its whole step is verified: that looks at it too.
  public Optional<Evidence> before(StepName step, String effect) {
    EffectPast past = step(step).effect(effect);
    return past.state() == EffectPast.State.NONE ? Optional.empty() : Optional.of(past.before());
  }

  public boolean isVerified(StepName step) {
    return step(step).verified();
  }

  /// It was done once, and everything of it was put back.
  public boolean wasUndone(StepName step) {
    return undone.contains(step);
  }

  /// How often that was.
  int timesUndone(StepName step) {
    return timesUndone.getOrDefault(step, 0);
  }

  public Way way() {
    return way;
  }

  /// The step that stays when going back; null when everything is undone.
  public @Nullable StepName backTo() {
    return backTo;
  }

  public @Nullable Instant begun() {
    return begun;
  }

  /// How it ended; empty while it is open.
  public String ended() {
    return ended;
  }

  public String planHash() {
    return planHash;
  }

  /// The failure that led to going back; empty when none did.
  public String led() {
    return led;
  }

  public long epoch() {
    return epoch;
  }

  /// Since when nobody may write; null when everybody may, or the pipeline does.
  public @Nullable Instant frozenSince() {
    StepPast freeze = step(StepName.FREEZE);
    boolean over = isVerified(StepName.WORKERS) && way == Way.FORWARD;
    return freeze.hasOpenEffect() && !over ? freeze.begun() : null;
  }

  /// Whether a database may stand under the live one's name. While a restore is under way the
  /// plan's own, the restored one, or none at all; after one that was taken back the plan's own.
  boolean mayBeLive(long oid, long planned) {
    String restored =
        found(StepName.RESTORE, RESTORED)
            .map(copy -> copy.facts().getOrDefault(RESTORED_OID, ""))
            .orElse("");
    boolean swaps = step(StepName.RESTORE).isOpen() && !restored.isEmpty();
    return oid == planned || swaps && (oid == 0 || String.valueOf(oid).equals(restored));
  }

  /// A record of what a person reads first after a crash: a change that was begun and not ended.
  public boolean isOpen() {
    return begun != null && ended.isEmpty();
  }
}
