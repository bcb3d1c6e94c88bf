package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePullRequestsTest extends MergeCase {
  private static final String COMMITS =
      "SELECT p.external_id, c.external_id, c.message FROM prs_commits c JOIN prs p ON p.id ="
          + " c.pr_id ORDER BY 1, 2";

  @Test
  void aPullRequestFillsTheGapOfItsRepositoryAndTheCatalogueReplacesIt() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1, "a"));
    assertThat(
            kit.rows("SELECT external_id, full_name, discovered_in, description FROM repositories"))
        .containsExactly("99|o/r|pr|-");
    String id = kit.rows("SELECT repository_id FROM prs").getFirst();
    kit.load(EntityType.GITHUB_REPOSITORIES, repository("d", "2020-01-05", "2020-01-01"));
    kit.load(EntityType.GITHUB_PRS, pull("PR_2", 1, "a"));
    assertThat(kit.rows("SELECT id, full_name, discovered_in, description FROM repositories"))
        .containsExactly(id + "|o/r|-|d");
  }

  @Test
  void theLaterOfUpdateAndPushIsTheVersionOfARepository() throws Exception {
    kit.load(EntityType.GITHUB_REPOSITORIES, repository("pushed", "2020-01-05", "2020-03-01"));
    kit.load(EntityType.GITHUB_REPOSITORIES, repository("older", "2020-02-05", "2020-02-01"));
    assertThat(kit.rows("SELECT description FROM repositories")).containsExactly("pushed");
    kit.load(EntityType.GITHUB_REPOSITORIES, repository("newer", "2020-03-05", "2020-03-01"));
    assertThat(kit.rows("SELECT description, repo_updated_at FROM repositories"))
        .containsExactly("newer|2020-03-05 00:00:00");
  }

  @Test
  void afterAForcePushTheOldCommitsReviewsAndCommentsAreGone() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1, "a", "b"), pull("PR_2", 1, "a"));
    assertThat(kit.rows(COMMITS)).containsExactly("PR_1|a|m", "PR_1|b|m", "PR_2|a|m");
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 2, "b", "c"));
    assertThat(kit.rows(COMMITS)).containsExactly("PR_1|b|m", "PR_1|c|m", "PR_2|a|m");
    assertThat(
            kit.rows(
                "SELECT external_id FROM prs_reviews WHERE pr_id = (SELECT id FROM prs WHERE"
                    + " external_id = 'PR_1') ORDER BY 1"))
        .containsExactly("rb", "rc");
    assertThat(
            kit.rows(
                "SELECT comment_type, external_id FROM prs_comments WHERE pr_id = (SELECT id FROM"
                    + " prs WHERE external_id = 'PR_1') ORDER BY 1, 2"))
        .containsExactly("issue|1b", "issue|1c", "review|1b", "review|1c");
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 3));
    assertThat(kit.rows(COMMITS)).containsExactly("PR_2|a|m");
    assertThat(kit.rows("SELECT count(*) FROM prs_reviews")).containsExactly("1");
    assertThat(kit.rows("SELECT count(*) FROM prs_comments")).containsExactly("2");
  }

  @Test
  void aChangedChildKeepsItsRow() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1, "a", "b"));
    List<String> before = kit.rows("SELECT id, external_id FROM prs_commits ORDER BY id");
    kit.load(
        EntityType.GITHUB_PRS,
        pull("PR_1", 2, "a", "b").replaceFirst("'message':'m'", "'message':'n'"));
    assertThat(kit.rows("SELECT id, external_id FROM prs_commits ORDER BY id")).isEqualTo(before);
    assertThat(kit.rows(COMMITS)).containsExactly("PR_1|a|n", "PR_1|b|m");
  }

  @Test
  void loadingTheSameAgainChangesNoRow() throws Exception {
    String[] pulls = {pull("PR_1", 1, "a", "b"), pull("PR_2", 1, "a")};
    kit.load(EntityType.GITHUB_PRS, pulls);
    List<String> before = kit.traces();
    assertThat(kit.load(EntityType.GITHUB_PRS, pulls)).isEqualTo(2);
    assertThat(kit.traces()).isEqualTo(before);
  }

  @Test
  void aLateOldVersionTouchesNeitherThePullRequestNorItsChildren() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 2, "b"));
    List<String> before = kit.traces();
    assertThat(kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1, "a"))).isEqualTo(1);
    assertThat(kit.traces()).isEqualTo(before);
  }

  @Test
  void anExportWithoutTheListsTakesNoChildrenAway() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1, "a", "b"));
    String rest =
        "{'id':1,'node_id':'PR_1','number':1,'state':'open','updated_at':'2020-01-0%dT00:00:00Z',%s"
            + "'base':{'ref':'main','repo':{'id':99,'name':'r','full_name':'o/r'}}}";
    kit.load(EntityType.GITHUB_PRS, rest.formatted(2, "'commits':2,"));
    assertThat(kit.rows(COMMITS)).hasSize(2);
    assertThat(kit.rows("SELECT count(*) FROM prs_comments")).containsExactly("4");
    kit.load(EntityType.GITHUB_PRS, rest.formatted(3, "'comments_list':[],'commits':2,"));
    assertThat(kit.rows("SELECT DISTINCT comment_type FROM prs_comments"))
        .containsExactly("review");
  }

  @Test
  void childrenOfTheMonolithUnderOtherIdsAreReplaced() throws Exception {
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 1));
    kit.execute(
        "INSERT INTO prs_comments (external_id, pr_id, body, comment_type, integration_id,"
            + " tenant_id) SELECT 'IC_node', id, 'old', NULL, 2, 1 FROM prs");
    kit.load(EntityType.GITHUB_PRS, pull("PR_1", 2, "a"));
    assertThat(kit.rows("SELECT external_id FROM prs_comments ORDER BY 1"))
        .containsExactly("1a", "1a");
  }

  @Test
  void theLinksOfAnIssueAreReplacedAsASet() throws Exception {
    String links =
        "SELECT w.external_id, external_repo_id, pull_request_number, branch_name, pr_status FROM"
            + " work_items_prs_links l JOIN work_items w ON w.id = l.work_item_id ORDER BY 1, 2, 3";
    kit.load(EntityType.JIRA_DEV_STATUS, panel("10", 1, 2), panel("11", 1));
    assertThat(kit.rows(links))
        .containsExactly("10|99|1|b|OPEN", "10|99|2|b|OPEN", "11|99|1|b|OPEN");
    List<String> before = kit.traces();
    assertThat(kit.load(EntityType.JIRA_DEV_STATUS, panel("10", 1, 2), panel("11", 1)))
        .isEqualTo(2);
    assertThat(kit.traces()).isEqualTo(before);
    kit.load(EntityType.JIRA_DEV_STATUS, panel("10", 2, 3));
    assertThat(kit.rows(links))
        .containsExactly("10|99|2|b|OPEN", "10|99|3|b|OPEN", "11|99|1|b|OPEN");
    assertThat(kit.load(EntityType.JIRA_DEV_STATUS, panel("10"))).isEqualTo(1);
    assertThat(kit.rows(links)).containsExactly("11|99|1|b|OPEN");
  }

  @Test
  void linksThatComeBeforeTheirIssueWaitOnAnInactiveStub() throws Exception {
    kit.load(EntityType.JIRA_DEV_STATUS, panel("10", 1));
    String items = "SELECT id, external_id, key, active FROM work_items";
    String id = kit.rows("SELECT id FROM work_items").getFirst();
    assertThat(kit.rows(items)).containsExactly(id + "|10|-|f");
    kit.load(
        EntityType.JIRA_ISSUES,
        "{'id':'10','key':'P-1','fields':{'updated':'2020-01-01T00:00:00Z'}}");
    assertThat(kit.rows(items)).containsExactly(id + "|10|P-1|t");
    assertThat(kit.rows("SELECT work_item_id FROM work_items_prs_links")).containsExactly(id);
  }

  private static String panel(String issue, int... numbers) {
    StringBuilder pulls = new StringBuilder();
    for (int number : numbers) {
      pulls
          .append(pulls.isEmpty() ? "" : ",")
          .append(
              "{'id':'#"
                  + number
                  + "','status':'open','repositoryId':'99','repositoryName':'o/r','branchName':'b'}");
    }
    return "{'issueId':'" + issue + "','detail':[{'pullRequests':[" + pulls + "]}]}";
  }

  private static String repository(String description, String updated, String pushed) {
    return "{'id':99,'name':'r','full_name':'o/r','description':'"
        + description
        + "','updated_at':'"
        + updated
        + "T00:00:00Z','pushed_at':'"
        + pushed
        + "T00:00:00Z'}";
  }

  /// Every sha stands for a commit, a review, a comment and a line comment.
  private static String pull(String id, int day, String... shas) {
    StringBuilder commits = new StringBuilder();
    StringBuilder reviews = new StringBuilder();
    StringBuilder comments = new StringBuilder();
    for (String sha : shas) {
      String comma = commits.isEmpty() ? "" : ",";
      commits.append(comma).append("{'commit':{'oid':'" + sha + "','message':'m'}}");
      reviews
          .append(comma)
          .append("{'id':'r" + sha + "','state':'APPROVED','author':{'login':'x'}}");
      comments.append(comma).append("{'id':'c" + sha + "','databaseId':'1" + sha + "','body':'b'}");
    }
    return "{'id':'"
        + id
        + "','number':1,'title':'t','state':'OPEN','updatedAt':'2020-01-0"
        + day
        + "T00:00:00Z',"
        + "'repository':{'databaseId':99,'name':'r','nameWithOwner':'o/r'},"
        + "'commits':{'totalCount':"
        + shas.length
        + ",'nodes':["
        + commits
        + "]},'reviews':{'nodes':["
        + reviews
        + "]},"
        + "'comments':{'totalCount':"
        + shas.length
        + ",'nodes':["
        + comments
        + "]},"
        + "'reviewThreads':{'nodes':[{'path':'f','comments':{'nodes':["
        + comments
        + "]}}]}}";
  }
}
