package dev.cutover.source;

import static dev.cutover.source.Fixtures.SECRET;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.jira;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceSystem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JiraIssuesTest extends JiraCase {
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
        "/rest/api/3/search/jql", r -> page(1, 1, r.body().contains("\"one\"") ? "two" : "one"));
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
}
