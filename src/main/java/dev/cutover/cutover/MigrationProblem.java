package dev.cutover.cutover;

/// Something about a database that a person must know before it is migrated, or that ended a
/// migration.
///
/// @param blocks nothing is migrated while this is so; else it is a warning
/// @param message what is so, in what state things are, and what to do
public record MigrationProblem(Code code, boolean blocks, String message) {

  /// Which of the known problems.
  public enum Code {
    SERVER_TOO_OLD,
    WRONG_ENCODING,
    STANDBY,
    READ_ONLY,
    THROUGH_A_POOLER,
    FOREIGN_TABLES,
    OTHER_SHAPE,
    NEWER_SCHEMA,
    EDITED_SCRIPT,
    MISSING_SCRIPT,
    FAILED_SCRIPT,
    DUPLICATES,
    IDS_RUN_OUT,
    DRIFT,
    BUSY,
    LOCKED,
    STATEMENT_FAILED,
    CANCELLED
  }

  public static MigrationProblem blocking(Code code, String message) {
    return new MigrationProblem(code, true, message);
  }

  public static MigrationProblem warning(Code code, String message) {
    return new MigrationProblem(code, false, message);
  }

  @Override
  public String toString() {
    return code + ": " + message;
  }
}
