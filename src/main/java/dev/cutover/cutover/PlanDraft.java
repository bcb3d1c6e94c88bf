package dev.cutover.cutover;

import java.util.Map;
import java.util.TreeMap;

/// What a person says of a cutover before the servers are asked: which old service, and how.
///
/// @param options by name; see [CutoverPlan#options]
public record PlanDraft(OldServicePlan service, Map<String, String> options) {
  public PlanDraft {
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }
}
