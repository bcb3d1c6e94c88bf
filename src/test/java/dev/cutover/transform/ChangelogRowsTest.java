package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.ChangelogRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogRowsTest {

  @Test
  void aHistoryWithAChangeOfStatusGivesARowAndPlaceholders() {
    String issue =
        issue(
            "{'id':'77','author':{'displayName':'Ann'},'created':'2020-01-01T10:00:00.000+0800','items':["
                + "{'field':'assignee','fieldId':'assignee','to':'x'},"
                + "{'field':'status','fieldId':'status','from':'1','fromString':'Open','to':'3','toString':'Doing'}]}");
    assertThat(Rules.rows(ChangelogRow.class, EntityType.JIRA_ISSUES, issue))
        .containsExactly(
            new ChangelogRow(
                1, "10", "77", "1", "3", Instant.parse("2020-01-01T02:00:00Z"), "Ann"));
    assertThat(Rules.rows(StatusRow.class, EntityType.JIRA_ISSUES, issue))
        .containsExactly(
            new StatusRow(1, "1", "Open", "No Category", "undefined", null, "changelog"),
            new StatusRow(1, "3", "Doing", "No Category", "undefined", null, "changelog"));
  }

  @Test
  void onlyTheFirstChangeOfStatusInAHistoryCounts() {
    assertThat(changes(history("1", status("1", "2") + "," + status("2", "3"))))
        .singleElement()
        .extracting(ChangelogRow::fromStatusExternalId, ChangelogRow::toStatusExternalId)
        .containsExactly("1", "2");
  }

  @Test
  void aCustomFieldCalledStatusIsNoStatus() {
    assertThat(
            changes(
                history("1", "{'field':'status','fieldId':'customfield_1','from':'1','to':'2'}")))
        .isEmpty();
  }

  @Test
  void aServersHistoryHasNoFieldIdAndMaybeNoAuthor() {
    assertThat(
            changes(
                "{'id':5,'created':'2020-01-01T10:00:00.000+0000','items':["
                    + "{'field':'status','fieldtype':'jira','from':'1','fromString':'a','to':'2','toString':'b'}]}"))
        .singleElement()
        .extracting(ChangelogRow::externalId, ChangelogRow::changedBy)
        .containsExactly("5", null);
  }

  @Test
  void aHistoryThatOverlappingPagesBroughtTwiceCountsOnceAndTheLaterCopyWins() {
    assertThat(changes(history("1", status("1", "2")) + "," + history("1", status("1", "9"))))
        .singleElement()
        .extracting(ChangelogRow::toStatusExternalId)
        .isEqualTo("9");
  }

  @Test
  void anIssueWithoutHistoryHasNoRows() {
    assertThat(
            Rules.rows(
                ChangelogRow.class,
                EntityType.JIRA_ISSUES,
                "{'id':'10','fields':{},'changelog':null}",
                "{'id':'11','fields':{}}"))
        .isEmpty();
  }

  private static List<ChangelogRow> changes(String histories) {
    return Rules.rows(ChangelogRow.class, EntityType.JIRA_ISSUES, issue(histories));
  }

  private static String issue(String histories) {
    return "{'id':'10','fields':{},'changelog':{'histories':[" + histories + "]}}";
  }

  private static String history(String id, String items) {
    return "{'id':'" + id + "','created':'2020-01-01T10:00:00Z','items':[" + items + "]}";
  }

  private static String status(String from, String to) {
    return "{'field':'status','fieldId':'status','from':'" + from + "','to':'" + to + "'}";
  }
}
