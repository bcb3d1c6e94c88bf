package dev.cutover.cutover;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the journal says of one step since it was begun or undone last.
final class StepPast {
  private final Map<String, EffectPast> effects = new LinkedHashMap<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private @Nullable Instant begun;
  private @Nullable Instant ended;
  private boolean verified;
  private Evidence findings = Evidence.NONE;
  private String error = "";

  void take(JournalRecord record) {
    switch (record.phase()) {
      case INTENT -> intent(record);
      case DONE -> {
        boolean adopted = record.evidence().facts().containsKey(Words.ADOPTED);
        put(
            effect(record.effect())
                .done(
                    adopted ? EffectPast.State.ADOPTED : EffectPast.State.DONE, record.evidence()));
      }
      case VERIFIED -> {
        verified = true;
        ended = record.at();
        error = "";
        findings = record.evidence();
      }
      case FAILED -> error = record.error();
      case UNDO_INTENT -> put(effect(record.effect()).moved(EffectPast.State.UNDOING));
      case UNDONE -> put(effect(record.effect()).moved(EffectPast.State.UNDONE));
      case DECISION -> decision(record);
      case BEGUN, UNDO_VERIFIED, NOTE, ENDED -> {}
    }
    if (record.phase() == JournalRecord.Phase.UNDO_INTENT) {
      verified = false;
    }
  }

  private void intent(JournalRecord record) {
    error = "";
    if (begun == null) {
      begun = record.at();
    }
    if (!record.effect().isEmpty()) {
      put(effect(record.effect()).begun(record.evidence()));
    }
  }

  private void decision(JournalRecord record) {
    Map<String, String> facts = record.evidence().facts();
    String treat = facts.get(Words.TREAT);
    if (treat != null) {
      put(effect(record.effect()).treatedAs(StepFact.State.valueOf(treat)));
    } else {
      accepted.add(facts.getOrDefault(Words.ACCEPTED, ""));
    }
  }

  private void put(EffectPast effect) {
    effects.put(effect.name(), effect);
  }

  EffectPast effect(String name) {
    EffectPast found = effects.get(name);
    return found == null ? EffectPast.none(name) : found;
  }

  List<EffectPast> effects() {
    return List.copyOf(effects.values());
  }

  /// Any effect was begun and not put back, or the step as a whole stands.
  boolean isOpen() {
    return begun != null;
  }

  boolean hasOpenEffect() {
    return effects.values().stream().anyMatch(EffectPast::isOpen);
  }

  boolean verified() {
    return verified;
  }

  boolean accepted(String key) {
    return accepted.contains(key);
  }

  @Nullable Instant begun() {
    return begun;
  }

  @Nullable Instant ended() {
    return ended;
  }

  Evidence findings() {
    return findings;
  }

  String error() {
    return error;
  }
}
