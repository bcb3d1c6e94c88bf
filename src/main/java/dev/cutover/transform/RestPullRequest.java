package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pull request as GitHub's REST interface gives it and exports hold it. Its children are
/// separate calls there: an export may add them as `commits_list`, `reviews_list`, `comments_list`
/// and `review_comments_list`. A list that is not there says nothing, an empty one says that there
/// are none.
final class RestPullRequest {
  private final long rawId;
  private final Fields pull;
  private final String id;
  private final Map<String, PrCommitRow> commits = new LinkedHashMap<>();
  private final Map<String, PrReviewRow> reviews = new LinkedHashMap<>();
  private final Map<String, PrCommentRow> conversation = new LinkedHashMap<>();
  private final Map<String, PrCommentRow> lineComments = new LinkedHashMap<>();

  RestPullRequest(long rawId, Fields pull) {
    this.rawId = rawId;
    this.pull = pull;
    this.id = pull.id("node_id");
  }

  void addTo(Rows rows) {
    pull.objects("commits_list").forEach(this::readCommit);
    pull.objects("reviews_list").forEach(this::readReview);
    pull.objects("comments_list").forEach(comment -> read(comment, "issue", conversation));
    pull.objects("review_comments_list").forEach(comment -> read(comment, "review", lineComments));
    Fields base = pull.requiredObject("base");
    RepositoryRow home = RepositoryRows.placeholder(rawId, base.requiredObject("repo"));
    rows.add(home);
    rows.add(head(home.externalId(), base));
    commits.values().forEach(rows::add);
    reviews.values().forEach(rows::add);
    conversation.values().forEach(rows::add);
    lineComments.values().forEach(rows::add);
  }

  private PrRow head(String repositoryId, Fields base) {
    ReviewMetrics metrics =
        ReviewMetrics.of(
            pull.hasList("commits_list") ? commits.values() : null,
            pull.hasList("reviews_list") ? reviews.values() : null);
    Fields head = pull.object("head");
    return new PrRow(
        rawId,
        id,
        repositoryId,
        pull.integer("number"),
        pull.text("title"),
        login("user", pull),
        pull.text("body"),
        count("comments", "comments_list", conversation),
        count("review_comments", "review_comments_list", lineComments),
        head == null ? null : head.text("ref"),
        base.text("ref"),
        metrics.reviewers(),
        status(),
        pull.text("html_url"),
        pull.instant("created_at"),
        pull.instant("updated_at"),
        pull.instant("closed_at"),
        pull.instant("merged_at"),
        login("merged_by", pull),
        count("commits", "commits_list", commits),
        pull.integer("additions"),
        pull.integer("deletions"),
        pull.integer("changed_files"),
        metrics.firstReviewAt(),
        metrics.reworkCommits(),
        metrics.cycles());
  }

  /// REST knows open and closed only; a merge shows in its date.
  private @Nullable String status() {
    String state = pull.text("state");
    boolean merged = pull.has("merged_at") || Boolean.TRUE.equals(pull.flag("merged"));
    return merged ? "MERGED" : state == null ? null : state.toUpperCase(Locale.ROOT);
  }

  private @Nullable Integer count(String number, String list, Map<String, ?> found) {
    return pull.hasList(list) ? Integer.valueOf(found.size()) : pull.integer(number);
  }

  private void readCommit(Fields node) {
    Fields commit = node.requiredObject("commit");
    GitPerson author = GitPerson.of(commit.object("author"), null);
    GitPerson committer = GitPerson.of(commit.object("committer"), null);
    String sha = node.id("sha");
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
    String key = review.id("id");
    reviews.put(
        key,
        new PrReviewRow(
            rawId,
            id,
            key,
            login("user", review),
            review.text("state"),
            review.text("body"),
            review.instant("submitted_at")));
  }

  private void read(Fields comment, String type, Map<String, PrCommentRow> into) {
    String key = comment.id("id");
    into.put(
        key,
        new PrCommentRow(
            rawId,
            id,
            key,
            login("user", comment),
            comment.text("body"),
            type,
            comment.text("path"),
            comment.integer("position"),
            comment.integer("line"),
            comment.instant("created_at"),
            comment.instant("updated_at")));
  }

  private static @Nullable String login(String field, Fields owner) {
    Fields user = owner.object(field);
    return user == null ? null : user.text("login");
  }
}
