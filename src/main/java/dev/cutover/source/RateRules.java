package dev.cutover.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a provider says that it was called too often.
interface RateRules {
  /// Where the server asks to wait but does not say how long, or says it in a way nobody
  /// understands.
  Duration UNNAMED = Duration.ofSeconds(60);

  /// Longest wait that is believed.
  Duration LONGEST = Duration.ofHours(24);

  /// The wait when the answer is a refusal for having called too often.
  Optional<Duration> refused(Answer answer, Instant now);

  /// The wait when the answer is good but was the last one for now.
  default Optional<Duration> usedUp(Answer answer, Instant now) {
    return Optional.empty();
  }
}
