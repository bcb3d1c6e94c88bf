package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.WorkItemRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A Jira issue: the work item, its status changes, and placeholders for what it names.
final class IssueRows {
  private final long rawId;
  private final Fields issue;
  private final Fields fields;
  private final FieldMap map;

  IssueRows(long rawId, Fields issue, FieldMap map) {
    this.rawId = rawId;
    this.issue = issue;
    this.map = map;
    issue.id("id");
    this.fields = issue.requiredObject("fields");
  }

  void addTo(Rows rows) {
    Fields project = fields.object("project");
    if (project != null) {
      rows.add(Placeholders.project(rawId, project, Placeholders.IN_ISSUE));
    }
    Fields type = fields.object("issuetype");
    if (type != null) {
      rows.add(Placeholders.type(rawId, type));
    }
    Fields status = fields.object("status");
    if (status != null) {
      rows.add(Placeholders.status(rawId, status));
    }
    rows.add(workItem());
    ChangelogRows.changes(rawId, issue, rows);
  }

  private WorkItemRow workItem() {
    return new WorkItemRow(
        rawId,
        issue.id("id"),
        issue.idOrNull("key"),
        idOf("project"),
        team(),
        fields.text("summary"),
        prose("description"),
        map.acceptanceCriteria() == null ? null : prose(map.acceptanceCriteria()),
        idOf("issuetype"),
        idOf("status"),
        nameOf("resolution"),
        storyPoints(),
        assignee(),
        labels(),
        fields.instant("created"),
        fields.instant("updated"),
        nameOf("priority"),
        idOf("parent"),
        codeChanged(),
        customFields());
  }

  private @Nullable String idOf(String field) {
    Fields object = fields.object(field);
    return object == null ? null : object.id("id");
  }

  private @Nullable String nameOf(String field) {
    Fields object = fields.object(field);
    return object == null ? null : object.text("name");
  }

  private @Nullable String prose(String field) {
    JsonNode value = fields.value(field);
    return value == null ? null : CustomValue.text(value);
  }

  private @Nullable String team() {
    JsonNode value = map.team() == null ? null : fields.value(map.team());
    return value == null ? null : CustomValue.text(value, "value", "name", "title", "displayName");
  }

  private @Nullable String assignee() {
    Fields assignee = fields.object("assignee");
    if (assignee == null) {
      return null;
    }
    String shown = assignee.text("displayName");
    return shown == null ? assignee.text("name") : shown;
  }

  private @Nullable String labels() {
    JsonNode labels = fields.value("labels");
    if (labels == null) {
      return null;
    }
    if (!labels.isArray()) {
      throw Rejected.wrongShape(fields.path("labels"), "a list");
    }
    List<String> words = new ArrayList<>();
    labels.forEach(label -> words.add(Text.storable(label.asString(""))));
    return words.isEmpty() ? null : String.join(",", words);
  }

  private @Nullable Double storyPoints() {
    String source = map.storyPoints();
    BigDecimal points = source == null ? null : fields.number(source);
    if (points == null) {
      return null;
    }
    double value = points.doubleValue();
    if (Math.abs(value) >= Integer.MAX_VALUE) {
      throw Rejected.badValue(
          fields.path(Objects.requireNonNull(source)), points.toString(), "a number of points");
    }
    return value;
  }

  /// True when the development panel holds anything: it is `{}` for an issue without code, or null.
  private @Nullable Boolean codeChanged() {
    if (map.development() == null) {
      return null;
    }
    JsonNode panel = fields.value(map.development());
    if (panel == null) {
      return false;
    }
    if (panel.isContainer()) {
      return !panel.isEmpty();
    }
    String text = panel.asString().replaceAll("\\s", "");
    return !text.isEmpty() && !text.equals("{}");
  }

  private @Nullable List<@Nullable String> customFields() {
    List<@Nullable String> sources = map.customFields();
    if (sources == null) {
      return null;
    }
    List<@Nullable String> values = new ArrayList<>(sources.size());
    for (String source : sources) {
      JsonNode value = source == null ? null : fields.value(source);
      values.add(value == null ? null : CustomValue.text(value));
    }
    return values;
  }
}
