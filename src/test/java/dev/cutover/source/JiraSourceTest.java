package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.SECRET;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.jira;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JiraSourceTest {
  private static final String CLOUD = "{\"deploymentType\":\"Cloud\",\"version\":\"1001\"}";
  private static final String SERVER = "{\"deploymentType\":\"Server\",\"version\":\"9.12\"}";

  private final ManualTime time = new ManualTime();
  private final Sources sources = Fixtures.sources(time, QUICK);
  private final Map<String, Function<StubServer.Request, String>> answers = new TreeMap<>();
  private final List<StubServer> servers = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (StubServer server : servers) {
      server.close();
    }
    sources.close();
  }

  @Test
  void everyPageOfCloudIsFollowedByItsToken() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        r -> r.body().contains("nextPageToken\":\"two\"") ? page(3, 4, null) : page(1, 2, "two"));
    StubServer server = serve();
    List<SourcePage> pages =
        drain(
            sources.open(
                jira(server.url(), Map.of("projects", "A")), EntityType.JIRA_ISSUES, all(), null));
    assertThat(ids(pages)).containsExactly("1", "2", "3", "4");
    assertThat(server.requests.get(1).body())
        .contains(
            "\"maxResults\":100",
            "\"fields\":[\"*all\"]",
            "\"expand\":\"changelog\"",
            "project in (\\\"A\\\") ORDER BY created ASC, key ASC");
    String basic =
        Base64.getEncoder().encodeToString(("admin@example.com:" + SECRET).getBytes(UTF_8));
    assertThat(server.requests).allMatch(r -> r.header("Authorization").equals("Basic " + basic));
  }

  @Test
  void withoutAUserTheTokenIsABearer() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/3/search/jql", _ -> page(1, 1, null));
    StubServer server = serve();
    drain(
        sources.open(
            integration("jira", server.url(), null, SECRET, Map.of(), Map.of()),
            EntityType.JIRA_ISSUES,
            all(),
            null));
    assertThat(server.requests).allMatch(r -> r.header("Authorization").equals("Bearer " + SECRET));
  }

  @Test
  void case55_aTokenThatComesTwiceEndsTheJobWithBothCursors() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        r ->
            r.body().contains("\"one\"")
                ? page(1, 1, "two")
                : r.body().contains("\"two\"") ? page(1, 1, "one") : page(1, 1, "one"));
    SourceSystem.Reader reader =
        sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null);
    reader.next();
    reader.next();
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem.kind()).isEqualTo(SourceProblem.Kind.PERMANENT);
    assertThat(problem.problem().code()).isEqualTo("source.loop");
    assertThat(problem.problem().what()).contains("token:two", "token:one");
  }

  @Test
  void aTokenThatGrewOldMakesTheReaderBeginAnew() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        r ->
            r.body().contains("\"old\"")
                ? "400 {\"errorMessages\":[\"Invalid or expired nextPageToken.\"]}"
                : page(1, 3, null));
    List<SourcePage> pages =
        drain(
            sources.open(
                jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), "token:old"));
    assertThat(ids(pages)).containsExactly("1", "2", "3");
  }

  @Test
  void aQueryThatJiraRefusesIsPermanentAndQuotesJira() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        _ -> "400 {\"errorMessages\":[\"The value 'X' does not exist for the field 'project'.\"]}");
    SourceProblem problem =
        problem(jira(serve().url(), Map.of("projects", "X")), EntityType.JIRA_ISSUES);
    assertThat(problem.kind()).isEqualTo(SourceProblem.Kind.PERMANENT);
    assertThat(problem.problem().what()).contains("The value 'X' does not exist");
  }

  @Test
  void serverIsReadByOffset() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> SERVER);
    answers.put(
        "/rest/api/2/search", r -> slice(r, 250, IntStream.rangeClosed(1, 250).boxed().toList()));
    StubServer server = serve();
    List<SourcePage> pages =
        drain(sources.open(jira(server.url(), Map.of()), EntityType.JIRA_ISSUES, all(), null));
    assertThat(pages).hasSize(3);
    assertThat(ids(pages)).hasSize(250).doesNotHaveDuplicates();
    assertThat(pages.get(0).facts()).containsEntry("total", "250");
  }

  @Test
  void case56_issuesDeletedWhilePagesAreReadHideNoOthers() throws Exception {
    List<Integer> all = new ArrayList<>(IntStream.rangeClosed(1, 250).boxed().toList());
    answers.put("/rest/api/2/serverInfo", _ -> SERVER);
    answers.put("/rest/api/2/search", r -> slice(r, all.size(), all));
    SourceSystem.Reader reader =
        sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null);
    List<SourcePage> pages = new ArrayList<>(List.of(reader.next()));
    all.subList(10, 20).clear();
    pages.addAll(drain(reader));
    assertThat(ids(pages))
        .contains(IntStream.rangeClosed(101, 250).mapToObj(String::valueOf).toArray(String[]::new));
  }

  @Test
  void aCloudWithoutItsSearchIsReadTheOtherWayAndViceVersa() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put("/rest/api/2/search", r -> slice(r, 3, List.of(1, 2, 3)));
    assertThat(
            ids(
                drain(
                    sources.open(
                        jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null))))
        .containsExactly("1", "2", "3");
    answers.clear();
    answers.put("/rest/api/2/serverInfo", _ -> SERVER);
    answers.put("/rest/api/2/search", _ -> "410 {\"errorMessages\":[\"removed\"]}");
    answers.put("/rest/api/3/search/jql", _ -> page(1, 2, null));
    assertThat(
            ids(
                drain(
                    sources.open(
                        jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null))))
        .containsExactly("1", "2");
    answers.remove("/rest/api/3/search/jql");
    assertThat(problem(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES).problem().code())
        .isEqualTo("source.not_found");
  }

  @Test
  void aSiteThatDoesNotSayWhatItIsIsTakenForCloud() throws Exception {
    answers.put("/rest/api/3/search/jql", _ -> page(1, 1, null));
    assertThat(
            ids(
                drain(
                    sources.open(
                        jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null))))
        .containsExactly("1");
  }

  @Test
  void anIssueKeepsItsBytesAndABrokenOneIsSetAside() throws Exception {
    String odd = "{ \"id\" :\"1\",\"n\":12345678901234567.89,\"e\":1e2, \"t\":\"\\u4e2d/\\/\" }";
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        _ -> "{\"issues\":[" + odd + " , {\"key\":\"A-2\"},{\"id\":\"3\"}],\"isLast\":true}");
    SourcePage page =
        drain(sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null))
            .getFirst();
    assertThat(new String(page.records().get(0).body(), UTF_8)).isEqualTo(odd);
    assertThat(ids(List.of(page))).containsExactly("1", "3");
    assertThat(page.rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(new String(reject.body(), UTF_8)).isEqualTo("{\"key\":\"A-2\"}");
              assertThat(reject.pointer()).contains("issues[1]");
              assertThat(reject.reason()).contains("no id");
            });
  }

  @Test
  void case50_anIssueWithANulCharacterDoesNotStopItsPage() throws Exception {
    answers.put("/rest/api/2/serverInfo", _ -> CLOUD);
    answers.put(
        "/rest/api/3/search/jql",
        _ -> "{\"issues\":[{\"id\":\"1\",\"s\":\"a\\u0000\\ud800\"},{\"id\":\"2\"}]}");
    SourcePage page =
        drain(sources.open(jira(serve().url(), Map.of()), EntityType.JIRA_ISSUES, all(), null))
            .getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "2");
    assertThat(page.records().get(0).flags()).containsExactly("nul", "lone_surrogate");
    assertThat(new String(page.records().get(0).body(), UTF_8)).contains("\\u0000\\ud800");
    assertThat(new String(page.records().get(0).jsonb(), UTF_8))
        .isEqualTo("{\"id\":\"1\",\"s\":\"a\uFFFD\uFFFD\"}");
  }

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
    JsonSlice log = JsonSlice.of(issue.body()).member("changelog");
    assertThat(log.member("histories").elements())
        .extracting(h -> h.member("id").text())
        .isEqualTo(IntStream.range(0, 240).mapToObj(String::valueOf).toList());
    assertThat(log.member("total").number(0)).isEqualTo(240);
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
    assertThat(JsonSlice.of(issue.body()).at("changelog", "histories").elements()).hasSize(8);
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

  private SourceProblem problem(IntegrationSettings integration, EntityType entity) {
    SourceSystem.Reader reader = sources.open(integration, entity, all(), null);
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
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

  private static String page(int from, int to, String token) {
    String issues =
        IntStream.rangeClosed(from, to)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"issues\":["
        + issues
        + "]"
        + (token == null ? ",\"isLast\":true}" : ",\"nextPageToken\":\"" + token + "\"}");
  }

  private static String slice(StubServer.Request request, int total, List<Integer> all) {
    int start = (int) JsonSlice.of(request.body().getBytes(UTF_8)).member("startAt").number(0);
    String issues =
        all.subList(Math.min(start, all.size()), Math.min(start + 100, all.size())).stream()
            .map(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"startAt\":" + start + ",\"total\":" + total + ",\"issues\":[" + issues + "]}";
  }

  /// Answers by path; a text that begins with three digits has that status; what nobody planned is
  /// a 404.
  private StubServer serve() throws IOException {
    StubServer server = new StubServer((request, out) -> answer(request, out));
    servers.add(server);
    return server;
  }

  private void answer(StubServer.Request request, OutputStream out) throws IOException {
    Function<StubServer.Request, String> answer =
        answers.get(request.path().replaceAll("\\?.*", ""));
    String text =
        answer == null ? "404 {\"errorMessages\":[\"nothing here\"]}" : answer.apply(request);
    if (text.matches("(?s)\\d{3} .*")) {
      reply(out, Integer.parseInt(text.substring(0, 3)), "application/json", text.substring(4));
    } else {
      json(out, text);
    }
  }
}
