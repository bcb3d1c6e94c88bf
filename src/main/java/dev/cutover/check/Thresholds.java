package dev.cutover.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/// The limits of a validation by name. What is not set has the number of the platform's own papers.
public record Thresholds(Map<String, String> set) {
  private static final Map<String, String> USUAL =
      Map.of(
          "validate.throughput", "5",
          "validate.latency", "PT1S",
          "validate.success", "95",
          "validate.memory", "500",
          "validate.read", "PT0.5S",
          "validate.heartbeat", "PT30S",
          "validate.sample", "50",
          "validate.nulls", "5");

  public Thresholds {
    set = Map.copyOf(set);
  }

  /// @throws IllegalArgumentException when it is no number
  public double number(String name) {
    String text = text(name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, and is " + text + ".", e);
    }
  }

  /// @throws IllegalArgumentException when it is no duration such as `PT1S`
  public Duration duration(String name) {
    String text = text(name);
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " must be a duration such as PT1S, and is " + text + ".", e);
    }
  }

  private String text(String name) {
    String usual = USUAL.get(name);
    if (usual == null) {
      throw new IllegalArgumentException("There is no threshold " + name + ".");
    }
    return set.getOrDefault(name, usual);
  }
}
