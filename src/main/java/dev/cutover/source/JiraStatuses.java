package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import org.jspecify.annotations.Nullable;

/// The statuses of the site, then which of them each type of each project uses. The cursor is
/// `projects:` and an offset.
///
/// A project whose statuses cannot be read becomes a dead letter, never an empty list: from an
/// empty list the load would conclude that the project has no statuses any more.
final class JiraStatuses implements GuardedReader.Pages {
  private static final int PAGE = 20;
  private static final String PROJECTS = "projects:";

  private final JiraSite site;
  private final RecordReader reader;
  private final JiraProjectList list;

  JiraStatuses(JiraSite site, RecordReader reader) {
    this.site = site;
    this.reader = reader;
    this.list = new JiraProjectList(site);
  }

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    long start = Cursors.offset(cursor, PROJECTS);
    if (start < 0) {
      Answer answer = site.get(site.api() + "/status");
      PageBuilder page = new PageBuilder(reader).fact("url", Trouble.bare(answer.uri()));
      page.addAll(EntityType.JIRA_STATUSES, site.elements(answer), Trouble.bare(answer.uri()));
      return page.page(PROJECTS + 0);
    }
    JiraProjectList.Listed listed = list.page(start, PAGE, false);
    PageBuilder page = new PageBuilder(reader).fact("url", listed.url());
    for (JsonSlice project : listed.projects()) {
      add(page, project);
    }
    return page.page(listed.next() == null ? null : PROJECTS + listed.next());
  }

  private void add(PageBuilder page, JsonSlice project) throws InterruptedException {
    JsonSlice id = project.member("id");
    JsonSlice key = project.member("key");
    if (id == null || key == null) {
      page.reject(project.copy(), "project without id or key", "its statuses cannot be asked for");
      return;
    }
    String path = site.api() + "/project/" + JiraSite.encoded(key.text()) + "/statuses";
    Answer answer =
        site.client().send(Call.get(site.client().home().resolve(path)).accepting(403, 404));
    String pointer = Trouble.bare(answer.uri());
    if (answer.status() >= 400 || !answer.json().isArray()) {
      page.reject(
          answer.body(),
          pointer,
          "the statuses of project " + key.text() + " cannot be read (" + answer.status() + ")");
      return;
    }
    ByteBuilder body = new ByteBuilder(answer.body().length + 128);
    body.add(
            "{\"project\":{\"id\":"
                + JsonText.quote(id.text())
                + ",\"key\":"
                + JsonText.quote(key.text()))
        .add("},\"issueTypes\":")
        .add(answer.json())
        .add("}");
    page.add(EntityType.JIRA_PROJECT_STATUSES, body.bytes(), pointer);
  }
}
