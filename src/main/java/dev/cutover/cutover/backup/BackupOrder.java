package dev.cutover.cutover.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What kind of backup is wanted.
///
/// @param run letters, digits and dashes; names its sessions and its scratch database
/// @param purpose such as `S8` or `backup`, part of the sessions' name
/// @param folder that does not exist yet, or is empty
/// @param jobs tables at once for reading, restoring and comparing
/// @param prove false leaves it unverified
/// @param second folder for a copy of all files, null for none
public record BackupOrder(
    String run, String purpose, Path folder, int jobs, boolean prove, @Nullable Path second) {
  private static final int LONGEST_RUN = 40;

  public BackupOrder {
    if (!run.matches("[A-Za-z0-9-]{1," + LONGEST_RUN + "}")) {
      throw new IllegalArgumentException("A run's name has letters, digits and dashes: " + run);
    }
    folder = folder.toAbsolutePath().normalize();
    second = second == null ? null : second.toAbsolutePath().normalize();
  }

  /// Under which the server sees our sessions and those of the programs we start.
  public String application() {
    return application(run, purpose);
  }

  public static String application(String run, String purpose) {
    return "etl-cutover/" + run + "/" + purpose;
  }

  /// Where it is restored for the proof.
  String scratch() {
    return scratch(run, purpose);
  }

  static String scratch(String run, String purpose) {
    return "cutover_scratch_" + (run + "_" + purpose).replace('-', '_');
  }
}
