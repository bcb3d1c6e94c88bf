package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.RecordTransform.Transformed;
import dev.cutover.pipeline.stage.rows.WorkItemRow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {

  @Test
  void aBadDocumentIsLeftOutAndTheOthersGoOn() {
    Transformed transformed =
        Rules.apply(
            EntityType.JIRA_ISSUES,
            Map.of(),
            "{'id':'1','fields':{}}",
            "{'id':'2','fields':{'created':'yesterday'}}",
            "{'id':'3','fields':{}}");
    assertThat(Rules.of(WorkItemRow.class, transformed.rows()))
        .extracting(WorkItemRow::externalId)
        .containsExactly("1", "3");
    assertThat(transformed.rejected()).containsOnlyKeys(2L);
    Problem problem = transformed.rejected().values().iterator().next();
    assertThat(problem.code()).isEqualTo("transform.bad_value");
    assertThat(problem.what())
        .contains("jira_issues x2", "raw row 2", "fields.created", "yesterday");
    assertThat(problem.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'fields':{}}; transform.no_identity; id",
        "{'id':'','fields':{}}; transform.no_identity; id",
        "{'id':'1'}; transform.wrong_shape; fields",
        "{'id':{},'fields':{}}; transform.wrong_shape; id",
        "{'id':'1','fields':{'summary':{}}}; transform.wrong_shape; fields.summary",
        "{'id':'1','fields':{'status':'Open'}}; transform.wrong_shape; fields.status",
        "{'id':'1','fields':{'labels':'a'}}; transform.wrong_shape; fields.labels",
        "{'id':'1','fields':{'status':{'name':'x'}}}; transform.no_identity; fields.status.id",
        "{'id':'1','fields':{},'changelog':{'histories':[{'id':'1','items':[{'field':'status'}]}]}};"
            + " transform.wrong_shape; changelog.histories[0].created",
        "{'id':'1','fields':{},'changelog':{'histories':[7]}}; transform.wrong_shape; histories[0]",
        "[]; transform.wrong_shape; document",
        "null; transform.wrong_shape; document",
        "{'id':'1'; transform.unreadable; JSON",
        "{'id':'1','fields':{}} x; transform.unreadable; JSON"
      })
  void whatIsMissingOrOddIsNamed(String body, String code, String named) {
    Problem problem = Rules.rejection(EntityType.JIRA_ISSUES, body);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.what()).contains(named);
  }

  @ParameterizedTest
  @EnumSource(EntityType.class)
  void case44_anEmptyObjectIsRejectedWhateverItShouldBe(EntityType entity) {
    assertThat(Rules.rejection(entity, "{}").code()).startsWith("transform.");
    assertThat(Rules.rejection(entity, "").code()).startsWith("transform.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e10", "2147483648", "-3e9", "1e1000000", "'many'", "true"})
  void case46_pointsThatNoColumnHoldsAreRejectedByName(String points) {
    Transformed transformed =
        Rules.apply(
            EntityType.JIRA_ISSUES,
            Map.of("story_points", "cf"),
            "{'id':'1','fields':{'cf':" + points + "}}");
    assertThat(transformed.rejected().values())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("fields.cf"));
  }

  @Test
  void case46_aDocumentNestedTooDeeplyIsRejected() {
    String deep = "{'id':'1','fields':{'cf':" + "[".repeat(1001) + "]".repeat(1001) + "}}";
    assertThat(Rules.rejection(EntityType.JIRA_ISSUES, deep).code())
        .isEqualTo("transform.unreadable");
  }

  @Test
  void case51_anIdLongerThanItsColumnIsRejected() {
    String body = "{'id':'" + "9".repeat(256) + "','fields':{}}";
    assertThat(Rules.rejection(EntityType.JIRA_ISSUES, body).what()).contains("'id'", "255");
    assertThat(Rules.rows(EntityType.JIRA_ISSUES, body.replaceFirst("9", ""))).hasSize(1);
  }

  @Test
  void case50_nulAndHalfSurrogatesBecomeReplacementCharacters() {
    assertThat(
            Rules.rows(
                WorkItemRow.class,
                EntityType.JIRA_ISSUES,
                "{'id':'1','fields':{'summary':'a\\u0000b \\ud83d c \\ude04 \\ud83d\\ude04'}}"))
        .singleElement()
        .extracting(WorkItemRow::summary)
        .isEqualTo("a\uFFFDb \uFFFD c \uFFFD 😄");
  }

  @Test
  void aPullRequestWithoutItsRepositoryIsRejected() {
    assertThat(Rules.rejection(EntityType.GITHUB_PRS, "{'id':'PR_1'}").what())
        .contains("baseRepository");
    assertThat(
            Rules.rejection(EntityType.GITHUB_PRS, "{'id':'PR_1','repository':{'name':'r'}}")
                .what())
        .contains("repository.id");
  }

  @Test
  void aLinkWithoutANumberIsRejected() {
    assertThat(
            Rules.rejection(
                    EntityType.JIRA_DEV_STATUS,
                    "{'issueId':'1','detail':[{'pullRequests':[{'repositoryId':'9'}]}]}")
                .what())
        .contains("detail[0].pullRequests[0].id");
  }
}
