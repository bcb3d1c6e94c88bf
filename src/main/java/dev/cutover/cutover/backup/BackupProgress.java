package dev.cutover.cutover.backup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a backup is.
///
/// @param phase what is being done now
/// @param table that is being copied, empty between tables
/// @param tablesDone of the phase
/// @param done bytes of the phase
/// @param total bytes of the phase, an estimate until its tables were read once
/// @param rate bytes a second at the moment
/// @param left how long everything still takes, null while there is too little to tell by
public record BackupProgress(
    Phase phase,
    String table,
    int tablesDone,
    int tables,
    long done,
    long total,
    double rate,
    @Nullable Left left) {

  /// @param least and `most`: the truth is likely between them
  public record Left(Duration least, Duration most) {}

  /// In this order.
  public enum Phase {
    DUMP("dumping"),
    RESTORE("restoring for the proof"),
    COMPARE("comparing"),
    FILES("checking files");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
