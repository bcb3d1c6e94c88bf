package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestTest {
  private static final String GRAPHQL =
      """
      {'id':'PR_1','number':4,'title':'T','state':'MERGED','body':'B\\r\\nb',
       'url':'https://h/o/r/pull/4','createdAt':'2020-01-01T00:00:00Z','updatedAt':'2020-01-09T00:00:00Z',
       'closedAt':'2020-01-08T00:00:00Z','mergedAt':'2020-01-08T00:00:00Z',
       'author':{'login':'ann','__typename':'User'},'mergedBy':{'login':'mergify','__typename':'Bot'},
       'additions':10,'deletions':2,'changedFiles':3,'baseRefName':'main','headRefName':'topic',
       'repository':{'databaseId':99,'name':'r','nameWithOwner':'o/r'},
       'commits':{'totalCount':2,'nodes':[
         {'commit':{'oid':'aaa','message':'m1','author':{'name':'Ann','email':'a@x','date':'2020-01-01T01:00:00Z'},
           'committer':{'name':'GitHub','email':'g@x','date':'2020-01-05T00:00:00Z'}}},
         {'commit':{'oid':'bbb','message':'m2','author':{'name':'Ann','email':'a@x','date':'2020-01-04T00:00:00Z'},
           'committer':null,'committedDate':'2020-01-04T00:00:01Z'}}]},
       'reviews':{'nodes':[
         {'id':'R1','databaseId':501,'state':'COMMENTED','body':'','submittedAt':'2020-01-03T00:00:00Z','author':{'login':'bob'}},
         {'id':'R2','databaseId':502,'state':'CHANGES_REQUESTED','submittedAt':'2020-01-02T00:00:00Z','author':{'login':'bob'}},
         {'id':'R3','databaseId':503,'state':'APPROVED','submittedAt':'2020-01-06T00:00:00Z','author':{'login':'eve'}},
         {'id':'R4','state':'PENDING','submittedAt':null,'author':null}]},
       'comments':{'totalCount':1,'nodes':[
         {'id':'C1','databaseId':601,'body':'hello','createdAt':'2020-01-02T00:00:00Z','updatedAt':'2020-01-02T00:00:00Z',
          'author':{'login':'codecov','__typename':'Bot'}}]},
       'reviewThreads':{'nodes':[{'path':'a.go','line':7,'comments':{'nodes':[
         {'id':'L1','databaseId':701,'body':'x','path':'a.go','position':null,'line':null,'createdAt':'2020-01-03T00:00:00Z',
          'updatedAt':'2020-01-03T00:00:00Z','author':{'login':'dependabot[bot]','__typename':'Bot'}},
         {'id':'L2','databaseId':702,'body':'y','path':'a.go','position':3,'line':9,'author':null}]}},null]}}
      """;

  @Test
  void aGraphqlPullRequestGivesItsRowWithTheReviewMetrics() {
    assertThat(Rules.rows(PrRow.class, EntityType.GITHUB_PRS, GRAPHQL))
        .containsExactly(
            new PrRow(
                1,
                "PR_1",
                "99",
                4,
                "T",
                "ann",
                "B\r\nb",
                1,
                2,
                "topic",
                "main",
                2,
                "MERGED",
                "https://h/o/r/pull/4",
                Instant.parse("2020-01-01T00:00:00Z"),
                Instant.parse("2020-01-09T00:00:00Z"),
                Instant.parse("2020-01-08T00:00:00Z"),
                Instant.parse("2020-01-08T00:00:00Z"),
                "mergify[bot]",
                2,
                10,
                2,
                3,
                Instant.parse("2020-01-02T00:00:00Z"),
                1,
                2));
  }

  @Test
  void itsRepositoryBecomesAPlaceholder() {
    assertThat(Rules.rows(RepositoryRow.class, EntityType.GITHUB_PRS, GRAPHQL))
        .singleElement()
        .extracting(RepositoryRow::externalId, RepositoryRow::fullName, RepositoryRow::discoveredIn)
        .containsExactly("99", "o/r", "pr");
  }

  @Test
  void reworkGoesByTheDateOfTheAuthorNotOfTheCommitter() {
    // aaa was rebased after the first review, but written before it.
    assertThat(Rules.rows(PrCommitRow.class, EntityType.GITHUB_PRS, GRAPHQL))
        .extracting(PrCommitRow::externalId, PrCommitRow::authoredDate, PrCommitRow::committedDate)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "aaa",
                Instant.parse("2020-01-01T01:00:00Z"),
                Instant.parse("2020-01-05T00:00:00Z")),
            org.assertj.core.groups.Tuple.tuple(
                "bbb",
                Instant.parse("2020-01-04T00:00:00Z"),
                Instant.parse("2020-01-04T00:00:01Z")));
  }

  @Test
  void reviewsAndCommentsAreKnownByTheirNumbersAndBotsByTheirSuffix() {
    assertThat(Rules.rows(PrReviewRow.class, EntityType.GITHUB_PRS, GRAPHQL))
        .extracting(PrReviewRow::externalId)
        .containsExactly("501", "502", "503", "R4");
    assertThat(Rules.rows(PrCommentRow.class, EntityType.GITHUB_PRS, GRAPHQL))
        .extracting(
            PrCommentRow::externalId,
            PrCommentRow::commentType,
            PrCommentRow::authorLogin,
            PrCommentRow::position,
            PrCommentRow::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("601", "issue", "codecov[bot]", null, null),
            org.assertj.core.groups.Tuple.tuple("701", "review", "dependabot[bot]", null, 7),
            org.assertj.core.groups.Tuple.tuple("702", "review", null, 3, 9));
  }

  @Test
  void withoutAReviewThereIsNoReworkAndNoFirstReview() {
    PrRow pull =
        Rules.rows(
                PrRow.class,
                EntityType.GITHUB_PRS,
                "{'id':'PR_1','author':null,'repository':{'databaseId':9},'reviews':{'nodes':[]},"
                    + "'commits':{'totalCount':1,'nodes':[{'commit':{'oid':'a','author':{'date':'2020-01-01T00:00:00Z'}}}]}}")
            .getFirst();
    assertThat(pull.reviewers()).isZero();
    assertThat(pull.firstReviewAt()).isNull();
    assertThat(pull.reworkCommitCount()).isZero();
    assertThat(pull.reviewCycles()).isZero();
    assertThat(pull.userName()).isNull();
    assertThat(pull.discussionCommentCount()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"open, , OPEN", "closed, , CLOSED", "closed, 2020-01-01T00:00:00Z, MERGED"})
  void restKnowsAMergeByItsDate(String state, String mergedAt, String status) {
    String merged = mergedAt == null ? "null" : "'" + mergedAt + "'";
    assertThat(
            Rules.rows(
                PrRow.class,
                EntityType.GITHUB_PRS,
                rest("'state':'" + state + "','merged_at':" + merged)))
        .singleElement()
        .extracting(PrRow::externalId, PrRow::status, PrRow::externalRepoId, PrRow::destination)
        .containsExactly("PR_1", status, "9", "main");
  }

  @Test
  void aListThatRestDoesNotHoldSaysNothingAndItsCountComesFromTheNumber() {
    assertThat(
            Rules.rows(PrRow.class, EntityType.GITHUB_PRS, rest("'commits':5,'comments_list':[]")))
        .singleElement()
        .extracting(PrRow::commitCount, PrRow::discussionCommentCount, PrRow::reviewers)
        .containsExactly(5, 0, null);
  }

  private static String rest(String fields) {
    return "{'id':1,'node_id':'PR_1','number':2,'user':{'login':'a[bot]'},'head':{'ref':'t','repo':null},"
               + "'base':{'ref':'main','repo':{'id':9,'name':'r','full_name':'o/r'}},"
        + fields
        + "}";
  }
}
