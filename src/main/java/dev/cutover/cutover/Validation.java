package dev.cutover.cutover;

import dev.cutover.check.Examined;
import dev.cutover.check.Thresholds;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A group of checks after the switch. Changes nothing that anybody works with.
public interface Validation {

  /// Such as `database`.
  String area();

  List<Examined> examine(Scope scope) throws InterruptedException;

  /// @param since what happened after this moment is looked at; that of the switch
  /// @param before rows by table when the backup was taken, empty when nobody counted
  /// @param digests of tables that nobody writes any more, by name, as [#untouched] gives them
  record Scope(
      Thresholds thresholds, Instant since, Map<String, Long> before, Map<String, String> digests) {

    public Scope {
      before = Map.copyOf(before);
      digests = Map.copyOf(digests);
    }
  }
}
