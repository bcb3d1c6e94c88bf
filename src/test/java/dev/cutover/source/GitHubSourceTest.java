package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GitHubSourceTest extends GitHubCase {
  @Test
  void repositoriesAreReadOneByOneUnderTheirNumber() throws Exception {
    StubServer server =
        serve(
            r ->
                "{\"id\":"
                    + r.path().length()
                    + ",\"node_id\":\"x\",\"updated_at\":\"2020-01-01T00:00:00Z\"}");
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b, a/bcd")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
    assertThat(ids(pages)).containsExactly("10", "12");
    assertThat(server.requests)
        .extracting(StubServer.Request::path)
        .containsExactly("/repos/a/b", "/repos/a/bcd");
    assertThat(pages.getFirst().records().getFirst().updatedAt()).isNotNull();
  }

  @Test
  void allPagesOfAnOrganisationAreFollowed() throws Exception {
    StubServer server = linked();
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("org", "acme")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
    assertThat(ids(pages)).containsExactly("1", "2", "3");
    assertThat(
            ids(
                drain(
                    sources.open(
                        gitHub(server.url(), Map.of("org", "acme")),
                        EntityType.GITHUB_REPOSITORIES,
                        all(),
                        pages.getFirst().cursor()))))
        .containsExactly("3");
  }

  @Test
  void case55_anOrganisationThatPagesInACircleIsFoundOut() throws Exception {
    StubServer[] self = new StubServer[1];
    self[0] =
        new StubServer(
            (_, out) ->
                json(
                    out,
                    "[{\"id\":1,\"full_name\":\"acme/a\"}]",
                    "Link: <" + self[0].url() + "/orgs/acme/repos?page=2>; rel=\"next\""));
    servers.add(self[0]);
    for (EntityType entity : List.of(EntityType.GITHUB_REPOSITORIES, EntityType.GITHUB_PRS)) {
      SourceProblem problem =
          catchThrowableOfType(
              SourceProblem.class,
              () ->
                  drain(
                      sources.open(
                          gitHub(self[0].url(), Map.of("org", "acme")), entity, all(), null)));
      assertThat(problem.problem().code()).isEqualTo("source.loop");
      assertThat(problem.problem().what()).contains("page=2");
    }
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() throws Exception {
    StubServer server =
        new StubServer(
            (_, out) ->
                json(out, "[]", "Link: <http://127.0.0.1:9/orgs/acme/repos?page=2>; rel=\"next\""));
    servers.add(server);
    SourceSystem.Reader reader =
        sources.open(
            gitHub(server.url(), Map.of("org", "acme")),
            EntityType.GITHUB_REPOSITORIES,
            all(),
            null);
    reader.next();
    assertThat(catchThrowableOfType(SourceProblem.class, reader::next).problem().code())
        .isEqualTo("source.redirect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'repository':null},'errors':[{'type':'NOT_FOUND','path':['repository'],'message':'Could"
            + " not resolve'}]} | PERMANENT | source.not_found",
        "{'data':{'repository':null},'errors':[{'type':'FORBIDDEN','message':'SAML'}]} | PERMANENT"
            + " | source.forbidden",
        "{'errors':[{'message':'Something went wrong while executing your query.'}]} | TRANSIENT |"
            + " source.server",
        "{'data':null} | TRANSIENT | source.server",
        "{'data':{'repository':null}} | TRANSIENT | source.server",
        "{'data':{'repository':{'pullRequests':null}}} | TRANSIENT | source.server",
        "{'data':{'repository':{'pullRequests':{'nodes':[{'id':'x','commits':null}]}}}} | TRANSIENT"
            + " | source.server",
        "{'data':{'repository':{'pullRequests':{'nodes':[]}}},'errors':[{'message':'half of it"
            + " failed'}]} | TRANSIENT | source.server"
      })
  void missingDataIsAFailureAndNeverAnEmptyAnswer(String body, SourceProblem.Kind kind, String code)
      throws Exception {
    SourceProblem problem = problem(serve(_ -> body.replace('\'', '"')), Map.of("repos", "a/b"));
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.problem().code()).isEqualTo(code);
  }

  @Test
  void aFieldThatAnOlderGitHubLacksIsLeftOut() throws Exception {
    StubServer server =
        serve(
            r ->
                r.body().contains("fullDatabaseId")
                    ? "{\"errors\":[{\"message\":\"Field 'fullDatabaseId' doesn't exist on type"
                          + " 'PullRequest'\",\"extensions\":{\"code\":\"undefinedField\",\"typeName\":\"PullRequest\",\"fieldName\":\"fullDatabaseId\"}}]}"
                    : prs(false, pr("PR", "2024-01-01T00:00:00Z")));
    assertThat(
            ids(
                drain(
                    sources.open(
                        gitHub(server.url(), Map.of("repos", "a/b")),
                        EntityType.GITHUB_PRS,
                        all(),
                        null))))
        .containsExactly("PR");
    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.getLast().body()).contains(" databaseId number");
  }

  @Test
  void enterpriseHasItsGraphQlBesideItsRest() throws Exception {
    StubServer server = serve(_ -> prs(false, pr("PR", "2024-01-01T00:00:00Z")));
    drain(
        sources.open(
            gitHub(server.url() + "/api/v3/", Map.of("repos", "a/b")),
            EntityType.GITHUB_PRS,
            all(),
            null));
    assertThat(server.requests.getFirst().path()).isEqualTo("/api/graphql");
    assertThat(GitHubApi.apiUrl("https://github.com/")).isEqualTo("https://api.github.com");
    assertThat(GitHubApi.apiUrl("")).isEqualTo("https://api.github.com");
    assertThat(GitHubApi.apiUrl("https://ghe.acme.com/api/v3/"))
        .isEqualTo("https://ghe.acme.com/api/v3");
  }

  @Test
  void settingsThatNameNoRepositoryAreRefused() {
    for (Map<String, String> settings :
        List.of(
            Map.<String, String>of(), Map.of("repos", "not a name"), Map.of("repos", "../x/y"))) {
      SourceProblem problem =
          catchThrowableOfType(
              SourceProblem.class,
              () ->
                  sources.open(
                      gitHub("http://localhost:1", settings), EntityType.GITHUB_PRS, all(), null));
      assertThat(problem.problem().code()).isEqualTo("source.settings");
    }
  }
}
