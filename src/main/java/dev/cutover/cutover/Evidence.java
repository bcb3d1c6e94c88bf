package dev.cutover.cutover;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Facts that a person can check afterwards, by name, in the order they were found: counts,
/// digests, paths, positions in the log of the database. Never a secret.
public record Evidence(Map<String, String> facts) {
  public static final Evidence NONE = new Evidence(Map.of());

  public Evidence {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public static Evidence of(String name, Object fact) {
    return NONE.and(name, fact);
  }

  /// The same and one more.
  public Evidence and(String name, Object fact) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, String.valueOf(fact));
    return new Evidence(more);
  }

  /// The same and all of another.
  public Evidence and(Evidence other) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.putAll(other.facts);
    return new Evidence(more);
  }
}
