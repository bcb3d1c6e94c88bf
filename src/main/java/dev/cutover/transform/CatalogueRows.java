package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.ProjectStatusRow;
import dev.cutover.pipeline.stage.rows.ProjectWitRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import org.jspecify.annotations.Nullable;

/// Projects, types and statuses as Jira's own catalogues list them. What only mentions them
/// elsewhere gives [Placeholders].
final class CatalogueRows {
  private CatalogueRows() {}

  static void project(long rawId, Fields project, Rows rows) {
    String id = project.id("id");
    rows.add(
        new ProjectRow(
            rawId,
            id,
            project.id("key"),
            project.textOr("name", project.id("key")),
            project.text("projectTypeKey"),
            null));
    for (Fields type : project.objects("issueTypes")) {
      rows.add(type(rawId, type, null));
      rows.add(new ProjectWitRow(rawId, id, type.id("id")));
    }
  }

  /// A status, or a type with its statuses as a project lists them.
  static void statusOrType(long rawId, Fields record, Rows rows) {
    if (!record.hasList("statuses")) {
      rows.add(status(rawId, record, null));
      return;
    }
    if (record.has("id")) {
      rows.add(type(rawId, record, Placeholders.IN_PROJECT));
    }
    for (Fields status : record.objects("statuses")) {
      rows.add(status(rawId, status, null));
    }
    if (rows.isEmpty()) {
      throw Rejected.noIdentity("id");
    }
  }

  static void projectStatuses(long rawId, Fields record, Rows rows) {
    Fields project = record.requiredObject("project");
    String projectId = project.id("id");
    rows.add(Placeholders.project(rawId, project, Placeholders.IN_PROJECT));
    if (!record.hasList("issueTypes")) {
      throw Rejected.wrongShape("issueTypes", "a list");
    }
    for (Fields type : record.objects("issueTypes")) {
      rows.add(type(rawId, type, Placeholders.IN_PROJECT));
      rows.add(new ProjectWitRow(rawId, projectId, type.id("id")));
      for (Fields status : type.objects("statuses")) {
        rows.add(status(rawId, status, Placeholders.IN_PROJECT));
        rows.add(new ProjectStatusRow(rawId, projectId, status.id("id")));
      }
    }
  }

  static WitRow type(long rawId, Fields type, @Nullable String discoveredIn) {
    String id = type.id("id");
    Integer level = type.integer("hierarchyLevel");
    if (level == null) {
      level = Boolean.TRUE.equals(type.flag("subtask")) ? -1 : 0;
    }
    return new WitRow(
        rawId, id, type.textOr("name", id), type.text("description"), level, discoveredIn);
  }

  static StatusRow status(long rawId, Fields status, @Nullable String discoveredIn) {
    String id = status.id("id");
    StatusCategory category = StatusCategory.of(status.object("statusCategory"));
    return new StatusRow(
        rawId,
        id,
        status.textOr("name", id),
        category.name(),
        category.key(),
        status.text("description"),
        discoveredIn);
  }
}
