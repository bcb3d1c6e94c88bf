package dev.cutover.cutover;

import java.util.List;

/// What each way back would leave, bring back or lose, counted before anybody confirms it.
///
/// @param instant of R1, which restores nothing
/// @param restore of R2, which puts the proved backup in the database's place
/// @param restorable why R2 is not possible, empty when it is
public record RollbackForecast(List<Line> instant, List<Line> restore, String restorable) {

  public RollbackForecast {
    instant = List.copyOf(instant);
    restore = List.copyOf(restore);
  }

  /// One kind of rows or things.
  ///
  /// @param what such as `raw records that arrived since the backup`
  /// @param count how many of them; -1 when it cannot be counted
  /// @param how what is done about them
  public record Line(Fate fate, String what, long count, String how) {}

  /// What becomes of it. DECIDE: a person says so, table by table.
  public enum Fate {
    STAYS,
    RETURNS,
    DECIDE,
    LOST
  }
}
