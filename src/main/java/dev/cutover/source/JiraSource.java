package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.stage.SourceSystem;
import org.jspecify.annotations.Nullable;

/// Jira, Cloud and Server alike.
final class JiraSource {
  private final JiraSite site;
  private final PageMemory memory;

  JiraSource(JiraSite site, PageMemory memory) {
    this.site = site;
    this.memory = memory;
  }

  SourceSystem.Reader open(EntityType entity, Assignment.Extract order, @Nullable String cursor) {
    RecordReader reader =
        new RecordReader(JsonLimits.DEFAULT.withBytes(site.client().limits().bodyBytes()));
    GuardedReader.Pages pages =
        switch (entity) {
          case JIRA_PROJECTS -> new JiraProjects(site, reader);
          case JIRA_STATUSES -> new JiraStatuses(site, reader);
          case JIRA_ISSUES -> new JiraIssues(site, order, reader);
          default ->
              throw Trouble.permanent(
                  "source.entity",
                  Trouble.name(site.integration())
                      + " cannot read "
                      + entity.word()
                      + " on its own.",
                  "Ask for " + entity.primary().word() + ".");
        };
    String name = site.integration().integration() + " " + entity.word() + " " + order;
    return new GuardedReader(
        site.integration(), cursor, new RememberedPages(name, site.client(), memory, pages));
  }

  String test() throws InterruptedException {
    JsonSlice info = site.serverInfo().orElse(null);
    Answer myself = site.get(site.api() + "/myself");
    String version = info == null ? "of unknown version" : text(info, "version");
    return "Jira %s %s at %s, as %s, dates in %s"
        .formatted(
            site.isCloud() ? "Cloud" : "Server",
            version,
            Trouble.bare(site.client().home().base()),
            text(myself.json(), "displayName"),
            text(myself.json(), "timeZone"));
  }

  private static String text(JsonSlice object, String name) {
    JsonSlice value = object.member(name);
    return value == null ? "?" : value.text();
  }
}
