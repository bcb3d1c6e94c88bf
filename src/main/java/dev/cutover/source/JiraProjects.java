package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import org.jspecify.annotations.Nullable;

/// Issue types, then projects: what a project refers to comes first. The cursor is `projects:` and
/// an offset.
final class JiraProjects implements GuardedReader.Pages {
  private static final int PAGE = 50;
  private static final String PROJECTS = "projects:";

  private final JiraSite site;
  private final RecordReader reader;
  private final JiraProjectList list;

  JiraProjects(JiraSite site, RecordReader reader) {
    this.site = site;
    this.reader = reader;
    this.list = new JiraProjectList(site);
  }

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    long start = Cursors.offset(cursor, PROJECTS);
    if (start < 0) {
      Answer answer = site.get(site.api() + "/issuetype");
      PageBuilder page = new PageBuilder(reader).fact("url", Trouble.bare(answer.uri()));
      page.addAll(EntityType.JIRA_ISSUE_TYPES, site.elements(answer), Trouble.bare(answer.uri()));
      return page.page(PROJECTS + 0);
    }
    JiraProjectList.Listed listed = list.page(start, PAGE, true);
    PageBuilder page = new PageBuilder(reader).fact("url", listed.url());
    page.addAll(EntityType.JIRA_PROJECTS, listed.projects(), listed.url());
    return page.page(listed.next() == null ? null : PROJECTS + listed.next());
  }
}
