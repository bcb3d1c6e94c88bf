package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RecordTransform.Transformed;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import dev.cutover.pipeline.stage.rows.WorkItemRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueRowsTest {

  @Test
  void plainFieldsAreTakenAsTheyAre() {
    WorkItemRow item =
        item(
            Map.of(),
            "'summary':'S','description':'text','resolution':{'name':'Done'},'priority':{'name':'High'},"
                + "'labels':['b','a'],'assignee':{'displayName':'Ann','emailAddress':'a@b'},"
                + "'created':'2020-06-12T08:13:13.360+0800','updated':'2020-06-13T00:00:00.000Z',"
                + "'project':{'id':'3','key':'P','name':'Pro'},'issuetype':{'id':4,'name':'Bug'},"
                + "'status':{'id':'5','name':'Open'},'parent':{'id':'9','key':'P-9'}");
    assertThat(item)
        .isEqualTo(
            new WorkItemRow(
                1,
                "10",
                "P-1",
                "3",
                null,
                "S",
                "text",
                null,
                "4",
                "5",
                "Done",
                null,
                "Ann",
                "b,a",
                Instant.parse("2020-06-12T00:13:13.360Z"),
                Instant.parse("2020-06-13T00:00:00Z"),
                "High",
                "9",
                null,
                null));
  }

  @Test
  void nullAndAbsentFieldsAreNull() {
    WorkItemRow item =
        item(
            Map.of(),
            "'summary':null,'assignee':null,'labels':[],'parent':null,'priority':null,'updated':null");
    assertThat(item.summary()).isNull();
    assertThat(item.assignee()).isNull();
    assertThat(item.labels()).isNull();
    assertThat(item.parentExternalId()).isNull();
    assertThat(item.priority()).isNull();
    assertThat(item.updated()).isNull();
    assertThat(item.customFields()).isNull();
  }

  @Test
  void aServersUserWithoutDisplayNameIsKnownByItsName() {
    assertThat(item(Map.of(), "'assignee':{'name':'ann'}").assignee()).isEqualTo("ann");
  }

  @Test
  void proseInVersionThreeIsFlattened() {
    assertThat(
            item(
                Map.of("acceptance_criteria", "cf1"),
                "'description':{'type':'doc','content':[{'type':'paragraph','content':[{'type':'text','text':'D'}]}]},"
                    + "'cf1':{'type':'doc','content':[{'type':'rule'}]}"))
        .extracting(WorkItemRow::description, WorkItemRow::acceptanceCriteria)
        .containsExactly("D", "---");
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "2.5, 2.5", "-1, -1", "'\"8\"', 8", "null, ", "'\" \"', "})
  void storyPointsAreTheExactNumber(String json, Double points) {
    assertThat(item(Map.of("story_points", "cf9"), "'cf9':" + json).storyPoints())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'cf':'{}'; false",
        "'cf':' { } '; false",
        "'cf':''; false",
        "'cf':{}; false",
        "'cf':null; false",
        "'other':1; false",
        "'cf':'{pullrequest={state=OPEN}}'; true",
        "'cf':{'count':1}; true"
      })
  void codeHasChangedWhenTheDevelopmentPanelHoldsAnything(String fields, boolean changed) {
    assertThat(item(Map.of("development", "cf"), fields).codeChanged()).isEqualTo(changed);
  }

  @Test
  void withoutAMappingADerivedColumnStaysNull() {
    WorkItemRow item = item(Map.of("team", " "), "'cf':{'a':1},'customfield_10024':3");
    assertThat(item.codeChanged()).isNull();
    assertThat(item.storyPoints()).isNull();
    assertThat(item.team()).isNull();
    assertThat(item.acceptanceCriteria()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'value':'Red','name':'x'}; Red",
        "{'name':'Blue','id':1}; Blue",
        "{'id':'1','title':'Green'}; Green",
        "'Grey'; Grey",
        "['A','B']; A, B",
        "null; "
      })
  void theTeamIsTheOptionTheNameOrTheText(String json, String team) {
    assertThat(item(Map.of("team", "cf"), "'cf':" + json).team()).isEqualTo(team);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'displayName':'Ann','name':'ann'}; Ann",
        "{'name':'n','value':'v'}; n",
        "{'value':'v'}; v",
        "{'id':7}; {\"id\":7}",
        "[{'value':'x'},null,{'name':'y'},3]; x, y, 3",
        "[]; ",
        "true; true",
        "3.10; 3.10",
        "1e2; 100",
        "12345678901234567.89; 12345678901234567.89",
        "1e999; 1E+999"
      })
  void case52_aCustomFieldIsReadableAndANumberKeepsItsDigits(String json, String text) {
    List<String> custom =
        item(Map.of("custom_field_01", "cf", "custom_field_20", "cf"), "'cf':" + json)
            .customFields();
    assertThat(custom).hasSize(20);
    assertThat(custom.get(0)).isEqualTo(text);
    assertThat(custom.get(19)).isEqualTo(text);
    assertThat(custom.subList(1, 19)).isEqualTo(Collections.nCopies(18, null));
  }

  @Test
  void whatAnIssueNamesBecomesPlaceholders() {
    Transformed transformed =
        Rules.apply(
            EntityType.JIRA_ISSUES,
            Map.of(),
            issue(
                "'project':{'id':'3','key':'P','name':'Pro','projectTypeKey':'software'},"
                    + "'issuetype':{'id':'4','name':'Sub','description':'d','subtask':true},'status':{'id':'5','name':'Ouvert','statusCategory':{'key':'new','name':'A"
                    + " faire'}}"));
    assertThat(transformed.rows())
        .startsWith(
            new ProjectRow(1, "3", "P", "Pro", "software", "issue"),
            new WitRow(1, "4", "Sub", "d", -1, "issue"),
            new StatusRow(1, "5", "Ouvert", "A faire", "new", null, "issue"))
        .last()
        .isInstanceOf(WorkItemRow.class);
  }

  @Test
  void aPlaceholderNamedByManyIssuesIsKeptOnce() {
    String fields = "'project':{'id':'3','key':'P','name':'Pro'}";
    List<ProjectRow> projects =
        Rules.rows(ProjectRow.class, EntityType.JIRA_ISSUES, issue(fields), issue(fields));
    assertThat(projects).hasSize(1);
  }

  private static WorkItemRow item(Map<String, String> mappings, String fields) {
    Transformed transformed = Rules.apply(EntityType.JIRA_ISSUES, mappings, issue(fields));
    assertThat(transformed.rejected()).isEmpty();
    return Rules.of(WorkItemRow.class, transformed.rows()).getFirst();
  }

  private static String issue(String fields) {
    return "{'id':'10','key':'P-1','fields':{" + fields + "}}";
  }
}
