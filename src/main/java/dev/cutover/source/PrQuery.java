package dev.cutover.source;

import java.util.Set;
import java.util.regex.Pattern;

/// The questions about pull requests.
///
/// GitHub numbers its objects beyond 32 bit by now and replaces `databaseId` by `fullDatabaseId`,
/// type by type and version by version: both are asked for, and either may be missing.
///
/// @param template text in which `?Type.field` marks a field that may be left out
record PrQuery(String template) {
  private static final Pattern OPTIONAL = Pattern.compile("\\?(\\w+)\\.(\\w+) ");
  static final String RATE = "rateLimit{remaining resetAt cost}";
  private static final String PAGE_INFO = "pageInfo{hasNextPage endCursor}";
  private static final String COMMENT_FIELDS =
      "id " + numbers("IssueComment") + "body createdAt updatedAt author{login __typename}";
  private static final String THREAD_COMMENT =
      "id "
          + numbers("PullRequestReviewComment")
          + "body path position line createdAt updatedAt author{login __typename}";

  /// The lists of a pull request that GitHub hands out page by page.
  enum Nested {
    COMMITS(
        "commits",
        100,
        "commit{oid message authoredDate committedDate author{name email date} committer{name email"
            + " date}}"),
    REVIEWS(
        "reviews",
        100,
        "id "
            + numbers("PullRequestReview")
            + "state body submittedAt author{login __typename} commit{oid}"),
    COMMENTS("comments", 100, COMMENT_FIELDS),
    THREADS("reviewThreads", 50, "id " + connection("comments", 50, THREAD_COMMENT, ""));

    private final String field;
    private final int size;
    private final String node;

    Nested(String field, int size, String node) {
      this.field = field;
      this.size = size;
      this.node = node;
    }

    String field() {
      return field;
    }

    private String first() {
      return connection(field, size, node, "");
    }

    /// The next page of this list of one pull request.
    PrQuery next() {
      return following("PullRequest", connection(field, size, node, ",after:$after"));
    }
  }

  /// A page of the pull requests of a repository, the latest change first.
  static PrQuery ofRepository() {
    return new PrQuery(
        "query($owner:String!,$name:String!,$first:Int!,$after:String){"
            + RATE
            + " repository(owner:$owner,name:$name){id pullRequests(first:$first,after:$after,"
            + "orderBy:{field:UPDATED_AT,direction:DESC}){totalCount "
            + PAGE_INFO
            + " nodes{id "
            + numbers("PullRequest")
            + "number title body state isDraft url createdAt"
            + " updatedAt closedAt mergedAt author{login __typename} mergedBy{login} additions"
            + " deletions changedFiles baseRefName headRefName headRefOid baseRefOid"
            + " mergeCommit{oid} repository{id databaseId name nameWithOwner} "
            + Nested.COMMITS.first()
            + " "
            + Nested.REVIEWS.first()
            + " "
            + Nested.COMMENTS.first()
            + " "
            + Nested.THREADS.first()
            + "}}}}");
  }

  /// The next page of the comments of one review thread.
  static PrQuery nextThreadComments() {
    return following(
        "PullRequestReviewThread", connection("comments", 100, THREAD_COMMENT, ",after:$after"));
  }

  /// The question without the fields, as `Type.field`, that the server does not know.
  String text(Set<String> without) {
    return OPTIONAL
        .matcher(template)
        .replaceAll(
            found -> {
              String field = found.group(1) + "." + found.group(2);
              return without.contains(field) ? "" : found.group(2) + " ";
            });
  }

  /// True when the question can be asked without the field.
  boolean canDo(String without) {
    return template.contains("?" + without + " ");
  }

  private static String numbers(String type) {
    return "?" + type + ".fullDatabaseId ?" + type + ".databaseId ";
  }

  private static PrQuery following(String type, String connection) {
    return new PrQuery(
        "query($id:ID!,$after:String){"
            + RATE
            + " node(id:$id){... on "
            + type
            + "{id "
            + connection
            + "}}}");
  }

  private static String connection(String field, int size, String node, String after) {
    return "%s(first:%d%s){totalCount %s nodes{%s}}".formatted(field, size, after, PAGE_INFO, node);
  }
}
