package dev.cutover.cutover;

/// What is there before anything is changed: schemas, tables and their rows, sequences, roles,
/// sessions, integrations.
public interface PlatformInventory {

  /// Looks only. Row counts are those of the planner where a table is large.
  Evidence take(CutoverPlan plan);
}
