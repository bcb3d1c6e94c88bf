package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.RepositoryRow;
import org.jspecify.annotations.Nullable;

/// A GitHub repository, from the REST interface (`full_name`) or the GraphQL one (`nameWithOwner`).
final class RepositoryRows {
  private RepositoryRows() {}

  static RepositoryRow catalogue(long rawId, Fields repository) {
    return row(rawId, repository, null);
  }

  /// What a pull request says of its repository.
  static RepositoryRow placeholder(long rawId, Fields repository) {
    return row(rawId, repository, Placeholders.IN_PULL_REQUEST);
  }

  private static RepositoryRow row(long rawId, Fields repository, @Nullable String discoveredIn) {
    if (repository.has("databaseId") || repository.has("nameWithOwner")) {
      return graphql(rawId, repository, discoveredIn);
    }
    return new RepositoryRow(
        rawId,
        repository.id("id"),
        repository.text("name"),
        repository.text("full_name"),
        repository.text("description"),
        repository.text("html_url"),
        repository.flag("private"),
        repository.instant("created_at"),
        repository.instant("updated_at"),
        repository.instant("pushed_at"),
        repository.text("language"),
        repository.text("default_branch"),
        repository.flag("archived"),
        discoveredIn);
  }

  private static RepositoryRow graphql(
      long rawId, Fields repository, @Nullable String discoveredIn) {
    return new RepositoryRow(
        rawId,
        repository.id("databaseId"),
        repository.text("name"),
        repository.text("nameWithOwner"),
        repository.text("description"),
        repository.text("url"),
        repository.flag("isPrivate"),
        repository.instant("createdAt"),
        repository.instant("updatedAt"),
        repository.instant("pushedAt"),
        nameOf(repository.object("primaryLanguage")),
        nameOf(repository.object("defaultBranchRef")),
        repository.flag("isArchived"),
        discoveredIn);
  }

  private static @Nullable String nameOf(@Nullable Fields object) {
    return object == null ? null : object.text("name");
  }
}
