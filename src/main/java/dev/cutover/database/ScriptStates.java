package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus.Script;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// What the history in the database says of our scripts, and what does not fit.
///
/// @param baselined true when version 1 was found in place and not made by us
/// @param newer true when the database knows scripts that are newer than this program
record ScriptStates(
    List<Script> applied,
    List<Script> pending,
    List<MigrationProblem> problems,
    boolean baselined,
    boolean newer) {

  static ScriptStates of(MigrationInfo[] all, ScriptSource scripts) {
    List<Script> applied = new ArrayList<>();
    List<Script> pending = new ArrayList<>();
    List<MigrationProblem> problems = new ArrayList<>();
    boolean newer = false;
    boolean baselined = false;
    for (MigrationInfo info : all) {
      MigrationState state = info.getState();
      if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
        newer = true;
        problems.add(newer(info));
      } else if (state == MigrationState.MISSING_SUCCESS
          || state == MigrationState.MISSING_FAILED) {
        problems.add(missing(info));
      } else if (state == MigrationState.BASELINE) {
        baselined = true;
      } else if (state == MigrationState.FAILED) {
        pending.add(script(info, scripts));
        problems.add(failed(info));
      } else if (state.isApplied()) {
        applied.add(script(info, scripts));
        if (!info.isChecksumMatching() || !info.isDescriptionMatching()) {
          problems.add(edited(info));
        }
      } else if (state == MigrationState.PENDING) {
        pending.add(script(info, scripts));
      }
    }
    return new ScriptStates(applied, pending, problems, baselined, newer);
  }

  private static Script script(MigrationInfo info, ScriptSource scripts) {
    return new Script(
        info.getVersion().getVersion(),
        info.getDescription(),
        info.getScript(),
        scripts.isTransactional(info.getScript()));
  }

  private static MigrationProblem newer(MigrationInfo info) {
    return MigrationProblem.blocking(
        Code.NEWER_SCHEMA,
        "The database was migrated by a newer version of this program ("
            + name(info)
            + "). Nothing"
            + " was changed. Use that version, or a newer one.");
  }

  private static MigrationProblem missing(MigrationInfo info) {
    return MigrationProblem.blocking(
        Code.MISSING_SCRIPT,
        "The database has migration "
            + name(info)
            + ", which this program does not bring. Nothing"
            + " was changed. Use the program that applied it.");
  }

  private static MigrationProblem edited(MigrationInfo info) {
    return MigrationProblem.blocking(
        Code.EDITED_SCRIPT,
        "Migration "
            + name(info)
            + " was changed after it had been applied here: the database has"
            + " checksum "
            + info.getAppliedChecksum()
            + ", the program brings "
            + info.getResolvedChecksum()
            + ". Nothing was changed. Use the program that applied it.");
  }

  /// Only scripts that run outside a transaction leave this behind; they can be run again.
  private static MigrationProblem failed(MigrationInfo info) {
    return MigrationProblem.warning(
        Code.FAILED_SCRIPT,
        "Migration "
            + name(info)
            + " broke off half-way. What it made is kept; the next migration"
            + " runs it again.");
  }

  private static String name(MigrationInfo info) {
    return info.getVersion() + " (" + info.getDescription() + ")";
  }
}
