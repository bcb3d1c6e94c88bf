package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import org.jspecify.annotations.Nullable;

/// Rows for what a record names and the catalogue may lack, made from what the record itself holds.
/// They keep foreign keys whole in whatever order things arrive; a catalogue row replaces them.
final class Placeholders {
  static final String IN_ISSUE = "issue";
  static final String IN_PROJECT = "project";
  static final String IN_CHANGELOG = "changelog";
  static final String IN_PULL_REQUEST = "pr";

  private Placeholders() {}

  static ProjectRow project(long rawId, Fields project, String discoveredIn) {
    String id = project.id("id");
    String key = project.idOrNull("key");
    String shown = key == null ? id : key;
    return new ProjectRow(
        rawId,
        id,
        shown,
        project.textOr("name", shown),
        project.text("projectTypeKey"),
        discoveredIn);
  }

  static WitRow type(long rawId, Fields type) {
    return CatalogueRows.type(rawId, type, IN_ISSUE);
  }

  static StatusRow status(long rawId, Fields status) {
    return CatalogueRows.status(rawId, status, IN_ISSUE);
  }

  /// A status of which a change log knows no more than id and name.
  static StatusRow loggedStatus(long rawId, String id, @Nullable String name) {
    return new StatusRow(
        rawId,
        id,
        name == null || name.isBlank() ? id : name,
        StatusCategory.UNDEFINED.name(),
        StatusCategory.UNDEFINED.key(),
        null,
        IN_CHANGELOG);
  }
}
