package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.pipeline.stage.rows.WorkItemPrLinkRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevStatusRowsTest {

  @Test
  void aPullRequestOfThePanelIsALink() {
    assertThat(
            links(
                "{'pullRequests':[{'id':'#12','status':'merged','repositoryId':'99','repositoryName':'o/r',"
                    + "'source':{'branch':'b','commit':{'id':'abc'}}}]}"))
        .containsExactly(new WorkItemPrLinkRow(1, "10", "99", "o/r", 12, "b", "abc", "MERGED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'id':'#12','pullRequestNumber':5; 12",
        "'id':'pr','pullRequestNumber':5; 5",
        "'url':'https://github.com/o/r/pull/33/files'; 33"
      })
  void itsNumberIsInTheIdThePlainFieldOrTheAddress(String fields, int number) {
    assertThat(links("{'pullRequests':[{'repositoryId':'9'," + fields + "}]}"))
        .singleElement()
        .extracting(row -> ((WorkItemPrLinkRow) row).pullRequestNumber())
        .isEqualTo(number);
  }

  @Test
  void aLinkWithoutRepositoryIdIsKnownByTheRepositorysName() {
    assertThat(links("{'pullRequests':[{'url':'https://github.com/o/r/pull/3'}]}"))
        .containsExactly(new WorkItemPrLinkRow(1, "10", "o/r", "o/r", 3, null, null, null));
  }

  @Test
  void aCommitThatNamesAPullRequestIsALinkUnlessThePullRequestIsThereItself() {
    assertThat(
            links(
                "{'pullRequests':[{'id':'#3','status':'OPEN','repositoryId':'9','repositoryName':'o/r'}],'repositories':[{'id':'9','name':'o/r','commits':[{'id':'c1','message':'Fix"
                    + " (#3), see #4'}]}]}"))
        .containsExactly(
            new WorkItemPrLinkRow(1, "10", "9", "o/r", 3, null, null, "OPEN"),
            new WorkItemPrLinkRow(1, "10", "9", "o/r", 4, null, "c1", "MERGED"));
  }

  @Test
  void anEmptyPanelGivesOneRowThatSaysSo() {
    assertThat(links("{'pullRequests':[]}"))
        .containsExactly(new WorkItemPrLinkRow(1, "10", null, null, null, null, null, null));
  }

  private static List<StagedRow> links(String detail) {
    return Rules.rows(EntityType.JIRA_DEV_STATUS, "{'issueId':'10','detail':[" + detail + "]}");
  }
}
