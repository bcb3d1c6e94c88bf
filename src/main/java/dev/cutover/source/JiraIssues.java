package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Issues with their change logs, and what the development panel says of those that have one.
///
/// The cursor is `token:` and Cloud's page token, or `start:` with the offset and the total that
/// Server named: when the total shrinks while pages are read, issues were deleted and later ones
/// moved up, so the reader steps back by as many.
final class JiraIssues implements GuardedReader.Pages {
  private static final int PAGE = 100;
  private static final String TOKEN = "token:";
  private static final String START = "start:";
  private static final Pattern PLACE = Pattern.compile(START + "(\\d{1,18}):(\\d{1,18})");
  private static final Integer[] GONE = {404, 405, 410};
  private static final Integer[] GONE_OR_STALE = {400, 404, 405, 410};

  private final JiraSite site;
  private final Assignment.Extract order;
  private final RecordReader reader;
  private final JiraChangelogs changelogs;
  private final JiraDevStatus devStatus;
  private @Nullable String jql;
  private boolean switched;
  private boolean begun;

  JiraIssues(JiraSite site, Assignment.Extract order, RecordReader reader) {
    this.site = site;
    this.order = order;
    this.reader = reader;
    this.changelogs = new JiraChangelogs(site);
    this.devStatus = new JiraDevStatus(site);
  }

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    boolean byToken =
        cursor == null
            ? site.isCloud()
            : cursor.startsWith(TOKEN) || !cursor.startsWith(START) && site.isCloud();
    return byToken ? byToken(cursor) : byStart(cursor);
  }

  private SourcePage byToken(@Nullable String cursor) throws InterruptedException {
    String token =
        cursor != null && cursor.startsWith(TOKEN) ? cursor.substring(TOKEN.length()) : null;
    String page = token == null ? "" : ",\"nextPageToken\":" + JsonText.quote(token);
    boolean resumed = token != null && !begun;
    Answer answer = search("/rest/api/3/search/jql", "\"expand\":\"changelog\"" + page, resumed);
    if (answer.status() == 400) {
      return byToken(null);
    }
    if (answer.status() >= 400) {
      return otherWay(answer, true);
    }
    JsonSlice next = answer.json().member("nextPageToken");
    JsonSlice last = answer.json().member("isLast");
    boolean done = next == null || next.isNull() || (last != null && last.isTrue());
    return page(answer, 0).page(next == null || done ? null : TOKEN + next.text());
  }

  private SourcePage byStart(@Nullable String cursor) throws InterruptedException {
    Matcher place = PLACE.matcher(cursor == null ? "" : cursor);
    boolean resumed = place.matches();
    long start = resumed ? Long.parseLong(place.group(1)) : 0;
    long before = resumed ? Long.parseLong(place.group(2)) : 0;
    while (true) {
      Answer answer =
          search("/rest/api/2/search", "\"expand\":[\"changelog\"],\"startAt\":" + start, false);
      if (answer.status() >= 400) {
        return otherWay(answer, false);
      }
      long total = site.required(answer, "total").number(0);
      if (total < before && start > 0) {
        start = Math.max(0, start - (before - total));
        before = total;
        continue;
      }
      int count = site.required(answer, "issues").elements().size();
      boolean done = count == 0 || start + count >= total;
      return page(answer, start)
          .fact("total", total)
          .page(done ? null : START + (start + count) + ":" + total);
    }
  }

  /// The search that the site was taken to have is not there: begin with the other one.
  private SourcePage otherWay(Answer answer, boolean wasToken) throws InterruptedException {
    if (switched) {
      throw site.client().verdicts().status(answer);
    }
    switched = true;
    return wasToken ? byStart(null) : byToken(null);
  }

  /// @param resumed true where the token may be too old by now, which is no reason to fail
  private Answer search(String path, String more, boolean resumed) throws InterruptedException {
    String json =
        "{\"jql\":"
            + JsonText.quote(jql())
            + ",\"maxResults\":"
            + PAGE
            + ",\"fields\":[\"*all\"],"
            + more
            + "}";
    Call call = Call.post(site.client().home().resolve(path), json);
    Answer answer = site.client().send(call.accepting(resumed ? GONE_OR_STALE : GONE));
    begun = true;
    return answer;
  }

  private PageBuilder page(Answer answer, long start) throws InterruptedException {
    PageBuilder page =
        new PageBuilder(reader).fact("url", Trouble.bare(answer.uri())).fact("jql", jql());
    int index = 0;
    for (JsonSlice issue : site.required(answer, "issues").elements()) {
      String pointer = Trouble.bare(answer.uri()) + " issues[" + (start + index++) + "]";
      switch (changelogs.complete(issue)) {
        case JiraChangelogs.Log.AsItCame _ -> page.add(EntityType.JIRA_ISSUES, issue, pointer);
        case JiraChangelogs.Log.Changed(byte[] body, String flag) ->
            page.add(EntityType.JIRA_ISSUES, body, pointer, flag);
      }
      devStatus.addTo(page, issue);
    }
    return page;
  }

  private String jql() throws InterruptedException {
    String known = jql;
    if (known == null) {
      IntegrationSettings integration = site.integration();
      List<String> searches = new ArrayList<>();
      integration.setting("base_search").ifPresent(searches::add);
      Optional.ofNullable(order.options().get("jql")).ifPresent(searches::add);
      known =
          JiraJql.query(
              integration.list("projects"),
              searches,
              order.since(),
              order.since() == null ? Optional.empty() : site.zone());
      jql = known;
    }
    return known;
  }
}
