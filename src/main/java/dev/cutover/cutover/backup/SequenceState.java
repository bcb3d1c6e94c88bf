package dev.cutover.cutover.backup;

/// Where a sequence stands, and what the column that takes its numbers holds.
///
/// A sequence is no part of a snapshot: it may have gone on before the dump read it. So it is never
/// compared for equality, only against the rows that are there.
///
/// @param value last number that was given, 0 when none was
/// @param most largest number in its column (smallest where it counts down), 0 without rows
/// @param column such as `public.work_items.id`, empty for a sequence that belongs to none
public record SequenceState(
    String sequence, long value, long most, String column, boolean ascending) {

  /// The next number would not be one that is taken.
  public boolean ahead() {
    return column.isEmpty() || (ascending ? value >= most : value <= most);
  }
}
