package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.ProjectStatusRow;
import dev.cutover.pipeline.stage.rows.ProjectWitRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueRowsTest {

  @Test
  void aProjectBringsItsTypesAndWhichOfThemItUses() {
    assertThat(
            Rules.rows(
                EntityType.JIRA_PROJECTS,
                "{'id':'3','key':'P','name':'Pro','projectTypeKey':'software','issueTypes':["
                    + "{'id':'4','name':'Epic','hierarchyLevel':1},{'id':'5','name':'Sub','subtask':true}]}"))
        .containsExactly(
            new ProjectRow(1, "3", "P", "Pro", "software", null),
            new WitRow(1, "4", "Epic", null, 1, null),
            new WitRow(1, "5", "Sub", null, -1, null),
            new ProjectWitRow(1, "3", "4"),
            new ProjectWitRow(1, "3", "5"));
  }

  @Test
  void aTypeWithoutALevelIsJudgedBySubtask() {
    assertThat(
            Rules.rows(
                EntityType.JIRA_ISSUE_TYPES,
                "{'id':'1','name':'A','subtask':false}",
                "{'id':'2','name':'B','subtask':true,'hierarchyLevel':-1}",
                "{'id':'3','name':'C','hierarchyLevel':'2'}"))
        .extracting(row -> ((WitRow) row).hierarchyLevel())
        .containsExactly(0, -1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "'''key'':''indeterminate'',''name'':''En cours''', En cours, indeterminate",
    "'''name'':''To Do''', To Do, new",
    "'''name'':''In Progress''', In Progress, indeterminate",
    "'''name'':''DONE''', DONE, done",
    "'''key'':''odd'',''name'':''Erledigt''', Erledigt, undefined",
    "'''key'':''undefined'',''name'':''No Category''', No Category, undefined"
  })
  void theCategoryKeepsItsNameAndGetsAKeyThatMeansTheSameEverywhere(
      String category, String name, String key) {
    assertThat(
            Rules.rows(
                EntityType.JIRA_STATUSES,
                "{'id':'1','name':'S','description':'d','statusCategory':{" + category + "}}"))
        .containsExactly(new StatusRow(1, "1", "S", name, key, "d", null));
  }

  @Test
  void aStatusRecordMayBeATypeWithItsStatuses() {
    assertThat(
            Rules.rows(
                EntityType.JIRA_STATUSES,
                "{'id':'4','name':'Bug','subtask':false,'statuses':[{'id':'1','name':'Open',"
                    + "'statusCategory':{'key':'new','name':'To Do'}}]}"))
        .containsExactly(
            new WitRow(1, "4", "Bug", null, 0, "project"),
            new StatusRow(1, "1", "Open", "To Do", "new", null, null));
  }

  @Test
  void theStatusesOfAProjectGiveRelationsAndPlaceholders() {
    assertThat(
            Rules.rows(
                EntityType.JIRA_PROJECT_STATUSES,
                "{'project':{'id':'3','key':'P'},'issueTypes':[{'id':'4','name':'Bug','subtask':false,'statuses':[{'id':'1','name':'Open','statusCategory':{'key':'new','name':'To"
                    + " Do'}}]}]}"))
        .containsExactly(
            new ProjectRow(1, "3", "P", "P", null, "project"),
            new WitRow(1, "4", "Bug", null, 0, "project"),
            new StatusRow(1, "1", "Open", "To Do", "new", null, "project"),
            new ProjectWitRow(1, "3", "4"),
            new ProjectStatusRow(1, "3", "1"));
  }

  @Test
  void repositoriesComeFromEitherInterface() {
    Instant at = Instant.parse("2020-01-01T00:00:00Z");
    RepositoryRow expected =
        new RepositoryRow(
            1, "7", "r", "o/r", "d", "https://h/o/r", true, at, at, at, "Go", "main", false, null);
    String dates = "'%s':'2020-01-01T00:00:00Z',";
    assertThat(
            Rules.rows(
                EntityType.GITHUB_REPOSITORIES,
                "{'id':7,'node_id':'R_7','name':'r','full_name':'o/r','description':'d','url':'https://api',"
                    + "'html_url':'https://h/o/r','private':true,"
                    + dates.formatted("created_at")
                    + dates.formatted("updated_at")
                    + dates.formatted("pushed_at")
                    + "'language':'Go','default_branch':'main','archived':false}"))
        .containsExactly(expected);
    assertThat(
            Rules.rows(
                EntityType.GITHUB_REPOSITORIES,
                "{'id':'R_7','databaseId':7,'name':'r','nameWithOwner':'o/r','description':'d',"
                    + "'url':'https://h/o/r','isPrivate':true,"
                    + dates.formatted("createdAt")
                    + dates.formatted("updatedAt")
                    + dates.formatted("pushedAt")
                    + "'primaryLanguage':{'name':'Go'},'defaultBranchRef':{'name':'main'},'isArchived':false}"))
        .containsExactly(expected);
  }
}
