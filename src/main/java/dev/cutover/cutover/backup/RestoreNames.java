package dev.cutover.cutover.backup;

/// The names of the databases of a restore.
///
/// @param live of the database as everybody knows it
/// @param beside of the restored one until it takes that name
/// @param failed of the one that had it before
public record RestoreNames(String live, String beside, String failed) {
  static final String BESIDE = "db_restore_";
  private static final String FAILED = "db_failed_";

  public static RestoreNames of(String live, String run) {
    return of(live, run, 0);
  }

  /// @param undone how often the run went back and took its restore back again: what that left
  ///   keeps its names
  public static RestoreNames of(String live, String run, int undone) {
    String mark = run.replace('-', '_') + (undone == 0 ? "" : "_" + (undone + 1));
    return new RestoreNames(live, BESIDE + mark, FAILED + mark);
  }

  public static boolean isBeside(String name) {
    return name.startsWith(BESIDE);
  }
}
