package dev.cutover.source;

import dev.cutover.job.EntityType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the development panel of an issue knows of pull requests. Asked only for issues whose
/// development field is filled, and no more once the site turns out not to have the panel.
final class JiraDevStatus {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String PATH =
      "/rest/dev-status/latest/issue/detail?applicationType=GitHub&dataType=pullrequest&issueId=";

  private final JiraSite site;
  private final @Nullable String field;
  private boolean absent;

  JiraDevStatus(JiraSite site) {
    this.site = site;
    this.field = site.integration().fieldMappings().get("development");
  }

  /// Adds the panel of an issue to its page.
  void addTo(PageBuilder page, JsonSlice issue) throws InterruptedException {
    JsonSlice id = issue.member("id");
    if (absent || field == null || id == null || isEmpty(issue.at("fields", field))) {
      return;
    }
    Call call = Call.get(site.client().home().resolve(PATH + JiraSite.encoded(id.text())));
    Answer answer = site.client().send(call.within(LIMIT).accepting(403, 404));
    String pointer = Trouble.bare(answer.uri()) + " issue " + id.text();
    if (answer.status() == 404) {
      absent = true;
      page.fact("dev_status", "absent");
    } else if (answer.status() == 403) {
      absent = true;
      page.reject(answer.body(), pointer, "the account may not see the development panel (403)");
    } else {
      add(page, id, answer, pointer);
    }
  }

  private static void add(PageBuilder page, JsonSlice id, Answer answer, String pointer) {
    JsonSlice detail = answer.json().member("detail");
    JsonSlice errors = answer.json().member("errors");
    if (detail == null || !detail.isArray() || errors != null && !errors.elements().isEmpty()) {
      page.reject(answer.body(), pointer, "the development panel answered with an error");
      return;
    }
    ByteBuilder body = new ByteBuilder(detail.length() + 64);
    body.add("{\"issueId\":")
        .add(JsonText.quote(id.text()))
        .add(",\"detail\":")
        .add(detail)
        .add("}");
    page.add(EntityType.JIRA_DEV_STATUS, body.bytes(), pointer);
  }

  private static boolean isEmpty(@Nullable JsonSlice value) {
    if (value == null || value.isNull()) {
      return true;
    }
    String text = value.text().replaceAll("\\s", "");
    return text.isEmpty() || text.equals("{}") || text.equals("[]");
  }
}
