package dev.cutover.ui.schema;

import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A migration in the list.
///
/// @param state `applied` or `pending`
/// @param way `transaction`, or `alone` for one that builds its indexes beside others' work
/// @param rehearsed milliseconds that it took in the last rehearsal, negative when it had none
public record ScriptRow(Script script, String state, String way, long rehearsed) {

  /// What is pending comes first, as that is what is to be done.
  static List<ScriptRow> of(MigrationStatus status, Map<String, Long> rehearsed) {
    List<ScriptRow> rows = new ArrayList<>();
    status.pending().forEach(each -> rows.add(row(each, "pending", rehearsed)));
    status.applied().stream()
        .sorted(Comparator.comparingInt(each -> -status.applied().indexOf(each)))
        .forEach(each -> rows.add(row(each, "applied", rehearsed)));
    return rows;
  }

  private static ScriptRow row(Script script, String state, Map<String, Long> rehearsed) {
    return new ScriptRow(
        script,
        state,
        script.transactional() ? "transaction" : "alone",
        rehearsed.getOrDefault(script.version(), -1L));
  }
}
