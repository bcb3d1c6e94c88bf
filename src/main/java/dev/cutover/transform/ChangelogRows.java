package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.ChangelogRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The changes of an issue's status out of its history. A history may change several fields at
/// once; only its change of status counts, the first one if it has two.
final class ChangelogRows {
  private ChangelogRows() {}

  static void changes(long rawId, Fields issue, Rows rows) {
    Fields changelog = issue.object("changelog");
    if (changelog == null) {
      return;
    }
    List<Fields> histories =
        changelog.has("histories") ? changelog.objects("histories") : changelog.objects("values");
    // Pages that overlap bring a history twice: the later copy counts.
    Map<String, ChangelogRow> changes = new LinkedHashMap<>();
    for (Fields history : histories) {
      Fields item = statusItem(history);
      if (item != null) {
        ChangelogRow change = change(rawId, issue.id("id"), history, item);
        changes.put(change.externalId(), change);
        placeholder(rawId, item, "from", "fromString", rows);
        placeholder(rawId, item, "to", "toString", rows);
      }
    }
    changes.values().forEach(rows::add);
  }

  private static ChangelogRow change(long rawId, String issueId, Fields history, Fields item) {
    return new ChangelogRow(
        rawId,
        issueId,
        history.id("id"),
        item.idOrNull("from"),
        item.idOrNull("to"),
        history.requiredInstant("created"),
        author(history));
  }

  /// A custom field may be called "status" too; its `fieldId` gives it away.
  private static @Nullable Fields statusItem(Fields history) {
    for (Fields item : history.objects("items")) {
      if ("status".equals(item.text("field"))
          && "status".equals(item.textOr("fieldId", "status"))) {
        return item;
      }
    }
    return null;
  }

  private static @Nullable String author(Fields history) {
    Fields author = history.object("author");
    if (author == null) {
      return null;
    }
    String shown = author.text("displayName");
    return shown == null ? author.text("name") : shown;
  }

  private static void placeholder(long rawId, Fields item, String id, String name, Rows rows) {
    String status = item.idOrNull(id);
    if (status != null) {
      rows.add(Placeholders.loggedStatus(rawId, status, item.text(name)));
    }
  }
}
