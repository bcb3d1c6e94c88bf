package dev.cutover.cutover;

import java.util.List;
import java.util.Optional;

/// First runs of the pipeline after the switch, one an integration, before everything else.
public interface CanaryRuns {

  /// @param title for a person, such as `jira of acme`
  record Integration(long id, String title) {}

  /// @param foreign rows of the run that carry another tenant than its integration's
  record Canary(
      long run,
      String status,
      boolean over,
      long extracted,
      long loaded,
      long failed,
      long foreign) {
    public boolean passed() {
      return status.equals("completed") && failed == 0 && foreign == 0;
    }
  }

  /// Those that are switched on.
  List<Integration> integrations();

  /// The canary of a cutover, if it was started.
  ///
  /// @param tag names the cutover
  Optional<Canary> find(String tag, long integration);

  /// Starts it; one that was started stays the one.
  Canary start(String tag, long integration);
}
