package dev.cutover.source;

import static dev.cutover.source.Fixtures.SECRET;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.at;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.jira;
import static dev.cutover.source.Fixtures.number;
import static dev.cutover.source.Fixtures.text;
import static dev.cutover.source.StubServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What belongs to issues and projects but comes by other calls.
@Timeout(60)
class JiraCompanionsTest extends JiraCase {
  @Test
  void aChangelogThatCameInPartIsFetchedWhole() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/search/jql", _ -> "{\"issues\":[" + cutIssue(240) + "]}");
    answers.put(
        "/rest/api/3/issue/1/changelog",
        r -> {
          int start = Integer.parseInt(r.path().replaceAll(".*startAt=", ""));
          int end = Math.min(240, start + 100);
          return "{\"total\":240,\"isLast\":"
              + (end == 240)
              + ",\"values\":["
              + histories(start, end)
              + "]}";
        });
    SourceRecord issue = onlyRecord();
    JsonSlice log = at(JsonSlice.of(issue.body()), "changelog");
    assertThat(at(log, "histories").elements())
        .extracting(h -> text(h, "id"))
        .isEqualTo(IntStream.range(0, 240).mapToObj(String::valueOf).toList());
    assertThat(number(log, "total")).isEqualTo(240);
    assertThat(new String(issue.body(), UTF_8))
        .startsWith("{\"id\":\"1\", \"changelog\":{")
        .endsWith(", \"fields\":{\"a\":1.50}}");
    assertThat(issue.flags()).containsExactly("changelog_paged");
    assertThat(issue.jsonb()).isNull();
  }

  @Test
  void aServerWithoutTheChangelogResourceGivesWhatItHasAndSaysSo() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> SERVER);
    answers.put("/rest/api/2/search", _ -> "{\"total\":1,\"issues\":[" + cutIssue(240) + "]}");
    SourceRecord issue = onlyRecord();
    assertThat(issue.flags()).containsExactly("changelog_incomplete");
    assertThat(new String(issue.body(), UTF_8)).isEqualTo(cutIssue(240));
  }

  @Test
  void aChangelogThatStaysShortIsMarked() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/search/jql", _ -> "{\"issues\":[" + cutIssue(10) + "]}");
    answers.put(
        "/rest/api/3/issue/1/changelog",
        _ -> "{\"total\":10,\"isLast\":true,\"values\":[" + histories(0, 7) + "]}");
    SourceRecord issue = onlyRecord();
    assertThat(issue.flags()).containsExactly("changelog_incomplete");
    assertThat(at(JsonSlice.of(issue.body()), "changelog", "histories").elements()).hasSize(8);
  }

  @Test
  void theDevelopmentPanelIsAskedOnlyForIssuesThatHaveOne() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        _ ->
            "{\"issues\":[{\"id\":\"1\",\"fields\":{\"customfield_1\":\"{pullrequest={}}\"}},{\"id\":\"2\",\"fields\":{\"customfield_1\":\"{}\"}},"
                + "{\"id\":\"3\",\"fields\":{\"customfield_1\":null}},{\"id\":\"4\",\"fields\":{}}]}");
    answers.put(
        "/rest/dev-status/latest/issue/detail",
        _ -> "{\"errors\":[],\"detail\":[ {\"pullRequests\":[]} ]}");
    StubServer server = serve();
    IntegrationSettings mapped =
        integration(
            "jira", server.url(), "u", SECRET, Map.of(), Map.of("development", "customfield_1"));
    SourcePage page = drain(sources.open(mapped, EntityType.JIRA_ISSUES, all(), null)).getFirst();
    assertThat(page.records())
        .filteredOn(r -> r.entity() == EntityType.JIRA_DEV_STATUS)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.externalId()).isEqualTo("1");
              assertThat(new String(r.body(), UTF_8))
                  .isEqualTo("{\"issueId\":\"1\",\"detail\":[ {\"pullRequests\":[]} ]}");
            });
    assertThat(server.requests)
        .filteredOn(r -> r.path().contains("dev-status"))
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.path())
                    .contains("issueId=1", "applicationType=GitHub", "dataType=pullrequest"));
  }

  @Test
  void aSiteWithoutTheDevelopmentPanelIsAskedOnce() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        _ ->
            "{\"issues\":[{\"id\":\"1\",\"fields\":{\"f\":\"x\"}},{\"id\":\"2\",\"fields\":{\"f\":\"x\"}}]}");
    StubServer server = serve();
    IntegrationSettings mapped =
        integration("jira", server.url(), "u", SECRET, Map.of(), Map.of("development", "f"));
    SourcePage page = drain(sources.open(mapped, EntityType.JIRA_ISSUES, all(), null)).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "2");
    assertThat(page.rejects()).isEmpty();
    assertThat(server.requests).filteredOn(r -> r.path().contains("dev-status")).hasSize(1);
  }

  @Test
  void projectsAreReadPageByPageAfterTheirTypes() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/issuetype", _ -> "[{\"id\":\"5\"},{\"id\":\"6\"}]");
    answers.put(
        "/rest/api/3/project/search",
        r ->
            r.path().contains("startAt=0")
                ? "{\"isLast\":false,\"values\":[{\"id\":\"1\",\"key\":\"A\"},{\"id\":\"2\",\"key\":\"B\"}]}"
                : "{\"isLast\":true,\"values\":[{\"id\":\"3\",\"key\":\"C\"}]}");
    StubServer server = serve();
    List<SourcePage> pages =
        drain(sources.open(jira(server.url(), Map.of()), EntityType.JIRA_PROJECTS, all(), null));
    assertThat(ids(pages)).containsExactly("5", "6", "1", "2", "3");
    assertThat(pages.get(0).records()).allMatch(r -> r.entity() == EntityType.JIRA_ISSUE_TYPES);
    assertThat(server.requests.getLast().path())
        .contains("startAt=2", "expand=description,lead,issueTypes");
    assertThat(
            ids(
                drain(
                    sources.open(
                        jira(server.url(), Map.of()),
                        EntityType.JIRA_PROJECTS,
                        all(),
                        pages.get(1).cursor()))))
        .containsExactly("3");
  }

  @Test
  void serverListsItsProjectsAtOnceAndTheirTypesOneByOne() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> SERVER);
    answers.put("/rest/api/2/issuetype", _ -> "[]");
    answers.put(
        "/rest/api/2/project", _ -> "[{\"id\":\"1\",\"key\":\"A\"},{\"id\":\"2\",\"key\":\"B\"}]");
    answers.put(
        "/rest/api/2/project/2",
        _ -> "{\"id\":\"2\",\"key\":\"B\",\"issueTypes\":[{\"id\":\"5\"}]}");
    List<SourcePage> pages =
        drain(
            sources.open(
                jira(serve().url(), Map.of("projects", "b")),
                EntityType.JIRA_PROJECTS,
                all(),
                null));
    assertThat(pages.getLast().records())
        .singleElement()
        .satisfies(r -> assertThat(new String(r.body(), UTF_8)).contains("issueTypes"));
  }

  @Test
  void theStatusesOfAProjectThatCannotBeReadAreNotAnEmptyList() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/status", _ -> "[{\"id\":\"9\"}]");
    answers.put(
        "/rest/api/3/project/search",
        _ ->
            "{\"isLast\":true,\"values\":[{\"id\":\"1\",\"key\":\"A\"},{\"id\":\"2\",\"key\":\"B\"}]}");
    answers.put("/rest/api/3/project/A/statuses", _ -> "[{\"id\":\"5\",\"statuses\":[]}]");
    List<SourcePage> pages =
        drain(sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_STATUSES, all(), null));
    assertThat(ids(pages)).containsExactly("9", "1");
    assertThat(new String(pages.get(1).records().getFirst().body(), UTF_8))
        .isEqualTo(
            "{\"project\":{\"id\":\"1\",\"key\":\"A\"},\"issueTypes\":[{\"id\":\"5\",\"statuses\":[]}]}");
    assertThat(pages.get(1).rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("project B", "404"));
  }

  @Test
  void aGuestsViewIsNotTakenForTheData() throws Exception {
    StubServer server =
        new StubServer(
            (_, out) ->
                json(
                    out,
                    "{\"issues\":[],\"isLast\":true}",
                    "X-Seraph-LoginReason: AUTHENTICATED_FAILED"));
    servers.add(server);
    assertThat(problem(jira(server.url(), Map.of()), EntityType.JIRA_ISSUES).problem().code())
        .isEqualTo("source.unauthorised");
  }

  @Test
  void anAnswerOfAnotherKindIsNoEmptyPage() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/search/jql", _ -> "{\"hello\":\"world\"}");
    answers.put("/rest/api/3/status", _ -> "{\"hello\":\"world\"}");
    String url = serve().url();
    assertThat(problem(jira(url, Map.of()), EntityType.JIRA_ISSUES).problem().code())
        .isEqualTo("source.shape");
    assertThat(problem(jira(url, Map.of()), EntityType.JIRA_STATUSES).problem().code())
        .isEqualTo("source.shape");
  }

  private SourceRecord onlyRecord() throws Exception {
    List<SourcePage> pages =
        drain(sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null));
    assertThat(pages).hasSize(1);
    assertThat(pages.getFirst().records()).hasSize(1);
    return pages.getFirst().records().getFirst();
  }

  private static String cutIssue(int total) {
    return "{\"id\":\"1\", \"changelog\":{\"startAt\":0,\"maxResults\":1,\"total\":"
        + total
        + ",\"histories\":[{\"id\":\"9\"}]}, \"fields\":{\"a\":1.50}}";
  }

  private static String histories(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"id\":\"" + i + "\"}")
        .collect(Collectors.joining(","));
  }
}
