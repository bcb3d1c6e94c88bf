package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.WorkItemPrLinkRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pull requests that an issue's development panel names. An issue whose panel is empty gives
/// one row without a pull request, so that its old links go.
final class DevStatusRows {
  private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{1,9})\\D*$");
  private static final Pattern PULL_URL =
      Pattern.compile("([^/]+/[^/]+)/(?:pull|pulls|pull-requests|merge_requests)/(\\d{1,9})");
  private static final Pattern MENTION = Pattern.compile("#(\\d{1,9})\\b");

  private final long rawId;
  private final String issueId;
  private final Map<String, WorkItemPrLinkRow> links = new LinkedHashMap<>();

  private DevStatusRows(long rawId, String issueId) {
    this.rawId = rawId;
    this.issueId = issueId;
  }

  static void links(long rawId, Fields root, Rows rows) {
    DevStatusRows found = new DevStatusRows(rawId, root.id("issueId"));
    for (Fields detail : root.objects("detail")) {
      detail.objects("pullRequests").forEach(found::pullRequest);
    }
    for (Fields detail : root.objects("detail")) {
      detail.objects("repositories").forEach(found::repository);
      detail.objects("commits").forEach(commit -> found.commit(commit, commit));
    }
    if (found.links.isEmpty()) {
      rows.add(found.noLink());
    }
    found.links.values().forEach(rows::add);
  }

  private void pullRequest(Fields pull) {
    String repository = pull.idOrNull("repositoryId");
    String fullName = pull.text("repositoryName");
    if (fullName == null) {
      fullName = fullNameIn(pull.textOr("url", ""));
    }
    String status = pull.text("status");
    add(
        repository,
        fullName,
        number(pull),
        firstOf(pull.text("branchName"), textIn(pull.object("source"), "branch")),
        firstOf(pull.idOrNull("commitId"), commitIn(pull.object("source"))),
        status == null ? null : status.toUpperCase(Locale.ROOT),
        pull.path("repositoryName"));
  }

  private void repository(Fields repository) {
    repository.objects("commits").forEach(commit -> commit(commit, repository));
  }

  /// A commit that names a pull request in its message has come in by it.
  private void commit(Fields commit, Fields repository) {
    Matcher mention = MENTION.matcher(commit.textOr("message", ""));
    while (mention.find()) {
      boolean own = commit == repository;
      add(
          repository.idOrNull(own ? "repositoryId" : "id"),
          repository.text(own ? "repositoryName" : "name"),
          Integer.parseInt(mention.group(1)),
          null,
          commit.idOrNull("id"),
          "MERGED",
          repository.path("name"));
    }
  }

  private void add(
      @Nullable String repository,
      @Nullable String fullName,
      int number,
      @Nullable String branch,
      @Nullable String commit,
      @Nullable String status,
      String where) {
    String repositoryKey = firstOf(repository, fullName);
    if (repositoryKey == null) {
      throw Rejected.noIdentity(where);
    }
    links.putIfAbsent(
        repositoryKey + "#" + number,
        new WorkItemPrLinkRow(
            rawId,
            issueId,
            repositoryKey,
            fullName == null ? repositoryKey : fullName,
            number,
            branch,
            commit,
            status));
  }

  private WorkItemPrLinkRow noLink() {
    return new WorkItemPrLinkRow(rawId, issueId, null, null, null, null, null, null);
  }

  private static int number(Fields pull) {
    Matcher id = LAST_DIGITS.matcher(pull.textOr("id", ""));
    if (id.find()) {
      return Integer.parseInt(id.group(1));
    }
    Integer number = pull.integer("pullRequestNumber");
    if (number != null) {
      return number;
    }
    Matcher url = PULL_URL.matcher(pull.textOr("url", ""));
    if (url.find()) {
      return Integer.parseInt(url.group(2));
    }
    throw Rejected.noIdentity(pull.path("id"));
  }

  private static @Nullable String fullNameIn(String url) {
    Matcher matcher = PULL_URL.matcher(url);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable String commitIn(@Nullable Fields source) {
    Fields commit = source == null ? null : source.object("commit");
    return commit == null ? null : commit.idOrNull("id");
  }

  private static @Nullable String textIn(@Nullable Fields object, String field) {
    return object == null ? null : object.text(field);
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }
}
