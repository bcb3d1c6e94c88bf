package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeCatalogueTest extends MergeCase {
  private static final String STATUSES =
      "SELECT id, external_id, original_name, category, category_key, description, discovered_in"
          + " FROM statuses ORDER BY external_id";

  @Test
  void aStatusKeepsItsIdFromChangeLogToIssueToCatalogueAndNeverFallsBack() throws Exception {
    kit.load(EntityType.JIRA_ISSUES, issueThatPassed("3", "7"));
    String id = kit.rows("SELECT id FROM statuses WHERE external_id = '7'").getFirst();
    assertThat(kit.rows(STATUSES)).contains(id + "|7|log|No Category|undefined|-|changelog");

    kit.load(EntityType.JIRA_ISSUES, issueIn("11", "7", "Doing", "indeterminate"));
    assertThat(kit.rows(STATUSES)).contains(id + "|7|Doing|cat|indeterminate|-|issue");

    kit.load(EntityType.JIRA_ISSUES, issueIn("12", "7", "Else", "done"));
    assertThat(kit.rows(STATUSES)).contains(id + "|7|Doing|cat|indeterminate|-|issue");

    kit.load(EntityType.JIRA_STATUSES, status("7", "In Arbeit", "done"));
    assertThat(kit.rows(STATUSES)).contains(id + "|7|In Arbeit|cat|done|d|-");

    kit.load(EntityType.JIRA_ISSUES, issueIn("13", "7", "Doing", "indeterminate"));
    kit.load(EntityType.JIRA_ISSUES, issueThatPassed("7", "7"));
    assertThat(kit.rows(STATUSES)).contains(id + "|7|In Arbeit|cat|done|d|-");
  }

  @Test
  void whateverComesFirstTheTablesEndTheSame() throws Exception {
    String project = "{'id':'9','key':'P','name':'Project','projectTypeKey':'software'}";
    String type = "{'id':'4','name':'Bug','description':'d','hierarchyLevel':0}";
    String[] statuses = {
      status("1", "Open", "new"), status("3", "Doing", "indeterminate"), status("7", "Done", "done")
    };
    String issue = issueThatPassed("3", "7");

    kit.load(1, 1, EntityType.JIRA_ISSUES, issue);
    kit.load(1, 1, EntityType.JIRA_STATUSES, statuses);
    kit.load(1, 1, EntityType.JIRA_ISSUE_TYPES, type);
    kit.load(1, 1, EntityType.JIRA_PROJECTS, project);

    kit.load(1, 5, EntityType.JIRA_PROJECTS, project);
    kit.load(1, 5, EntityType.JIRA_ISSUE_TYPES, type);
    kit.load(1, 5, EntityType.JIRA_STATUSES, statuses);
    kit.load(1, 5, EntityType.JIRA_ISSUES, issue);

    String all =
        "SELECT w.external_id, p.name, p.discovered_in, t.original_name, t.discovered_in,"
            + " s.original_name, s.discovered_in, w.total_work_starts, w.total_completions,"
            + " w.total_work_time_seconds, w.total_cycle_time_seconds, w.work_last_completed_at"
            + " FROM work_items w JOIN projects p ON p.id = w.project_id JOIN wits t ON t.id ="
            + " w.wit_id JOIN statuses s ON s.id = w.status_id WHERE w.integration_id = ";
    assertThat(kit.rows(all + 1))
        .containsExactlyElementsOf(kit.rows(all + 5))
        .containsExactly("10|Project|-|Bug|-|Open|-|1|1|86400|86400|2020-01-03 00:00:00");
  }

  @Test
  void aCatalogueThatGivesStatusesAnotherMeaningRecomputesTheItemsThatPassedThroughThem()
      throws Exception {
    kit.load(EntityType.JIRA_STATUSES, status("7", "Done", "done"), status("3", "Doing", "new"));
    kit.load(EntityType.JIRA_ISSUES, issueThatPassed("3", "7"));
    String metrics =
        "SELECT total_work_starts, total_completions, total_cycle_time_seconds FROM work_items";
    assertThat(kit.rows(metrics)).containsExactly("0|1|0");
    kit.load(EntityType.JIRA_STATUSES, status("3", "Doing", "indeterminate"));
    assertThat(kit.rows(metrics)).containsExactly("1|1|86400");
  }

  @Test
  void mappingsAreFoundByNameWithinTheTenantTheOwnIntegrationFirst() throws Exception {
    kit.execute(
        "INSERT INTO wits_hierarchies (id, level_name, level_number, integration_id, tenant_id)"
            + " VALUES (1, 'Epic', 1, 1, 1), (2, 'Other', 4, 3, 2)");
    kit.execute(
        "INSERT INTO wits_mappings (id, wit_from, wit_to, wits_hierarchy_id, integration_id,"
            + " tenant_id) VALUES (1, 'feature', 'Epic', 1, 5, 1), (2, 'FEATURE', 'Epic', 1, 1, 1),"
            + " (3, 'Feature', 'x', 2, 3, 2)");
    kit.execute(
        "INSERT INTO statuses_mappings (id, status_from, status_to, status_category,"
            + " integration_id, tenant_id) VALUES (1, 'open', 'To Do', 'To Do', 5, 1), (2, 'Open',"
            + " 'x', 'x', 3, 2)");
    kit.load(
        EntityType.JIRA_ISSUE_TYPES,
        "{'id':'4','name':'Feature','hierarchyLevel':0}",
        "{'id':'5','name':'X','hierarchyLevel':2}");
    kit.load(EntityType.JIRA_STATUSES, status("1", "OPEN", "new"), status("2", "Shut", "done"));
    assertThat(
            kit.rows("SELECT external_id, wits_mapping_id, hierarchy_level FROM wits ORDER BY 1"))
        .containsExactly("4|2|1", "5|-|2");
    assertThat(kit.rows("SELECT external_id, status_mapping_id FROM statuses ORDER BY 1"))
        .containsExactly("1|1", "2|-");
  }

  @Test
  void theStatusesAndTypesOfAProjectAreReplacedAsASetAndOnlyThere() throws Exception {
    kit.load(
        EntityType.JIRA_PROJECT_STATUSES,
        projectStatuses("9", "4", "1", "3"),
        projectStatuses("8", "4", "1", "3"));
    assertThat(relations()).containsExactly("8|1", "8|3", "9|1", "9|3");
    List<String> before = kit.traces();
    kit.load(EntityType.JIRA_PROJECT_STATUSES, projectStatuses("9", "4", "1", "3"));
    assertThat(kit.traces()).isEqualTo(before);
    kit.load(EntityType.JIRA_PROJECT_STATUSES, projectStatuses("9", "5", "3", "7"));
    assertThat(relations()).containsExactly("8|1", "8|3", "9|3", "9|7");
    assertThat(
            kit.rows(
                "SELECT p.external_id, w.external_id FROM projects_wits r JOIN projects p ON p.id ="
                    + " r.project_id JOIN wits w ON w.id = r.wit_id ORDER BY 1, 2"))
        .containsExactly("8|4", "9|5");
  }

  @Test
  void anEmptyAnswerTakesNoRelationAway() throws Exception {
    kit.load(EntityType.JIRA_PROJECT_STATUSES, projectStatuses("9", "4", "1"));
    assertThat(
            kit.load(
                EntityType.JIRA_PROJECT_STATUSES,
                "{'project':{'id':'9','key':'P'},'issueTypes':[]}"))
        .isEqualTo(1);
    assertThat(relations()).containsExactly("9|1");
  }

  @Test
  void aCatalogueThatSaysTheSameChangesNothing() throws Exception {
    String[] statuses = {status("1", "Open", "new"), status("3", "Doing", "indeterminate")};
    String project = "{'id':'9','key':'P','name':'Pro','issueTypes':[{'id':'4','name':'Bug'}]}";
    kit.load(EntityType.JIRA_STATUSES, statuses);
    kit.load(EntityType.JIRA_PROJECTS, project);
    List<String> before = kit.traces();
    kit.load(EntityType.JIRA_STATUSES, statuses);
    kit.load(EntityType.JIRA_PROJECTS, project);
    assertThat(kit.traces()).isEqualTo(before);
  }

  private List<String> relations() throws SQLException {
    return kit.rows(
        "SELECT p.external_id, s.external_id FROM projects_statuses r JOIN projects p ON p.id ="
            + " r.project_id JOIN statuses s ON s.id = r.status_id ORDER BY 1, 2");
  }

  private static String status(String id, String name, String key) {
    return "{'id':'"
        + id
        + "','name':'"
        + name
        + "','description':'d','statusCategory':{'key':'"
        + key
        + "','name':'cat'}}";
  }

  private static String issueIn(String id, String status, String name, String key) {
    return "{'id':'"
        + id
        + "','key':'P-1','fields':{'status':{'id':'"
        + status
        + "','name':'"
        + name
        + "','statusCategory':{'key':'"
        + key
        + "','name':'cat'}}}}";
  }

  /// To status `first` on the second of January, to `second` on the third.
  private static String issueThatPassed(String first, String second) {
    return "{'id':'10','key':'P-10','fields':{'created':'2020-01-01T00:00:00Z','project':{'id':'9','key':'P','name':'x'},"
               + "'issuetype':{'id':'4','name':'y'},'status':{'id':'1','name':'Open','statusCategory':{'key':'new','name':'cat'}}},"
               + "'changelog':{'histories':["
        + change("1", "1", first, 2)
        + ","
        + change("2", first, second, 3)
        + "]}}";
  }

  private static String change(String id, String from, String to, int day) {
    return "{'id':'"
        + id
        + "','created':'2020-01-0"
        + day
        + "T00:00:00.000+0000','items':[{'field':'status','from':'"
        + from
        + "','fromString':'log','to':'"
        + to
        + "','toString':'log'}]}";
  }

  private static String projectStatuses(String project, String type, String... statuses) {
    StringBuilder list = new StringBuilder();
    for (String id : statuses) {
      list.append(list.isEmpty() ? "" : ",").append(status(id, "S" + id, "new"));
    }
    return "{'project':{'id':'"
        + project
        + "','key':'K"
        + project
        + "'},'issueTypes':[{'id':'"
        + type
        + "','name':'T','subtask':false,'statuses':["
        + list
        + "]}]}";
  }
}
