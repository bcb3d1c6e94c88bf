package dev.cutover.pipeline;

import java.util.List;
import java.util.Optional;

/// Which dead letters: every condition that is set must hold.
///
/// @param states words of states; empty for the open ones (`kept`, `replaying`)
/// @param tenant name or id
/// @param upTo no letter that is newer than this one
public record DeadLetterFilter(
    List<Long> ids,
    List<String> states,
    Optional<String> origin,
    Optional<String> code,
    Optional<String> cause,
    Optional<String> tenant,
    Optional<Long> upTo) {

  /// All open letters.
  public static final DeadLetterFilter OPEN =
      new DeadLetterFilter(
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public static DeadLetterFilter of(DeadLetters.Group group) {
    return new DeadLetterFilter(
        OPEN.ids,
        OPEN.states,
        Optional.of(group.origin()),
        Optional.of(group.code()),
        Optional.of(group.cause()),
        OPEN.tenant,
        OPEN.upTo);
  }

  public static DeadLetterFilter of(long id) {
    return new DeadLetterFilter(
        List.of(id), OPEN.states, OPEN.origin, OPEN.code, OPEN.cause, OPEN.tenant, OPEN.upTo);
  }

  /// The same, without what came after letter `newest`.
  public DeadLetterFilter upTo(long newest) {
    return new DeadLetterFilter(ids, states, origin, code, cause, tenant, Optional.of(newest));
  }
}
