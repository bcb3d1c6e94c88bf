package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pull request as GitHub's GraphQL interface gives it, with all pages of its commits, reviews
/// and comments in one document. Children are keyed, because pages that overlap bring one twice.
final class GraphqlPullRequest {
  private final long rawId;
  private final Fields pull;
  private final String id;
  private final Map<String, PrCommitRow> commits = new LinkedHashMap<>();
  private final Map<String, PrReviewRow> reviews = new LinkedHashMap<>();
  private final Map<String, PrCommentRow> conversation = new LinkedHashMap<>();
  private final Map<String, PrCommentRow> lineComments = new LinkedHashMap<>();

  GraphqlPullRequest(long rawId, Fields pull) {
    this.rawId = rawId;
    this.pull = pull;
    this.id = pull.id("id");
  }

  void addTo(Rows rows) {
    nodes(pull, "commits").forEach(this::readCommit);
    nodes(pull, "reviews").forEach(this::readReview);
    nodes(pull, "comments").forEach(this::readComment);
    for (Fields thread : nodes(pull, "reviewThreads")) {
      nodes(thread, "comments").forEach(comment -> readLineComment(comment, thread));
    }
    Fields repository = pull.object("repository");
    if (repository == null) {
      repository = pull.requiredObject("baseRepository");
    }
    RepositoryRow home = RepositoryRows.placeholder(rawId, repository);
    rows.add(home);
    rows.add(head(home.externalId()));
    commits.values().forEach(rows::add);
    reviews.values().forEach(rows::add);
    conversation.values().forEach(rows::add);
    lineComments.values().forEach(rows::add);
  }

  private PrRow head(String repositoryId) {
    ReviewMetrics metrics =
        ReviewMetrics.of(
            pull.has("commits") ? commits.values() : null,
            pull.has("reviews") ? reviews.values() : null);
    String state = pull.text("state");
    return new PrRow(
        rawId,
        id,
        repositoryId,
        pull.integer("number"),
        pull.text("title"),
        login(pull.object("author")),
        pull.text("body"),
        total("comments", conversation),
        pull.has("reviewThreads") ? lineComments.size() : null,
        pull.text("headRefName"),
        pull.text("baseRefName"),
        metrics.reviewers(),
        state == null ? null : state.toUpperCase(Locale.ROOT),
        pull.text("url"),
        pull.instant("createdAt"),
        pull.instant("updatedAt"),
        pull.instant("closedAt"),
        pull.instant("mergedAt"),
        login(pull.object("mergedBy")),
        total("commits", commits),
        pull.integer("additions"),
        pull.integer("deletions"),
        pull.integer("changedFiles"),
        metrics.firstReviewAt(),
        metrics.reworkCommits(),
        metrics.cycles());
  }

  private @Nullable Integer total(String connection, Map<String, ?> found) {
    Fields pages = pull.object(connection);
    if (pages == null) {
      return null;
    }
    Integer total = pages.integer("totalCount");
    return total == null ? Integer.valueOf(found.size()) : total;
  }

  private void readCommit(Fields node) {
    Fields commit = node.requiredObject("commit");
    GitPerson author = GitPerson.of(commit.object("author"), commit.instant("authoredDate"));
    GitPerson committer = GitPerson.of(commit.object("committer"), commit.instant("committedDate"));
    String sha = commit.id("oid");
    commits.put(
        sha,
        new PrCommitRow(
            rawId,
            id,
            sha,
            author.name(),
            author.email(),
            committer.name(),
            committer.email(),
            commit.text("message"),
            author.date(),
            committer.date()));
  }

  private void readReview(Fields review) {
    String key = childId(review);
    reviews.put(
        key,
        new PrReviewRow(
            rawId,
            id,
            key,
            login(review.object("author")),
            review.text("state"),
            review.text("body"),
            review.instant("submittedAt")));
  }

  private void readComment(Fields comment) {
    PrCommentRow row = comment(comment, "issue", null, null);
    conversation.put(row.externalId(), row);
  }

  /// The place of an old comment may be gone from the diff: then its position is null.
  private void readLineComment(Fields comment, Fields thread) {
    String path = comment.text("path");
    Integer line = comment.integer("line");
    PrCommentRow row =
        comment(
            comment,
            "review",
            path == null ? thread.text("path") : path,
            line == null ? thread.integer("line") : line);
    lineComments.put(row.externalId(), row);
  }

  private PrCommentRow comment(
      Fields comment, String type, @Nullable String path, @Nullable Integer line) {
    return new PrCommentRow(
        rawId,
        id,
        childId(comment),
        login(comment.object("author")),
        comment.text("body"),
        type,
        path,
        comment.integer("position"),
        line,
        comment.instant("createdAt"),
        comment.instant("updatedAt"));
  }

  private static List<Fields> nodes(Fields owner, String connection) {
    Fields pages = owner.object(connection);
    return pages == null ? List.of() : pages.objects("nodes");
  }

  private static String childId(Fields child) {
    String number = child.idOrNull("fullDatabaseId");
    if (number == null) {
      number = child.idOrNull("databaseId");
    }
    return number == null ? child.id("id") : number;
  }

  /// GraphQL drops the `[bot]` that logins of bots end in everywhere else.
  private static @Nullable String login(@Nullable Fields actor) {
    String login = actor == null ? null : actor.text("login");
    if (actor == null || login == null || login.endsWith("[bot]")) {
      return login;
    }
    return "Bot".equals(actor.text("__typename")) ? login + "[bot]" : login;
  }
}
