package dev.cutover.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Jira embeds only the newest part of a long change log into an issue. This fetches the whole of
/// it and puts it in the place of the part, each entry by its exact bytes, so that one record holds
/// everything.
final class JiraChangelogs {
  private static final int PAGE = 100;

  private final JiraSite site;
  private boolean missing;

  JiraChangelogs(JiraSite site) {
    this.site = site;
  }

  sealed interface Log {
    /// The log is complete: the issue's own bytes are the record.
    record AsItCame() implements Log {}

    /// @param flag `changelog_paged`, or `changelog_incomplete` where the rest could not be had
    record Changed(byte[] body, String flag) implements Log {}
  }

  Log complete(JsonSlice issue) throws InterruptedException {
    JsonSlice log = issue.member("changelog");
    JsonSlice id = issue.member("id");
    if (log == null || !log.isObject() || id == null) {
      return new Log.AsItCame();
    }
    JsonSlice histories = log.member("histories");
    List<JsonSlice> embedded = histories == null ? List.of() : histories.elements();
    if (!isCut(log, embedded.size())) {
      return new Log.AsItCame();
    }
    Map<String, JsonSlice> entries = new LinkedHashMap<>();
    long total = missing ? -1 : fetch(id.text(), entries);
    embedded.forEach(entry -> entries.putIfAbsent(key(entry), entry));
    JsonSlice claimed = log.member("total");
    long wanted = Math.max(total, claimed == null ? 0 : claimed.number(0));
    if (total < 0 || entries.size() < wanted) {
      return new Log.Changed(
          entries.size() > embedded.size() ? merged(issue, log, entries) : issue.copy(),
          "changelog_incomplete");
    }
    return new Log.Changed(merged(issue, log, entries), "changelog_paged");
  }

  private static boolean isCut(JsonSlice log, int count) {
    JsonSlice total = log.member("total");
    if (total != null && total.number(-1) >= 0) {
      return total.number(0) > count;
    }
    JsonSlice most = log.member("maxResults");
    return most != null && most.number(0) > 0 && count >= most.number(0);
  }

  /// Reads all pages of an issue's log.
  ///
  /// @return the total that the site names, -1 when it has no such resource
  private long fetch(String issue, Map<String, JsonSlice> entries) throws InterruptedException {
    String path =
        site.api() + "/issue/" + JiraSite.encoded(issue) + "/changelog?maxResults=" + PAGE;
    long total = 0;
    for (long start = 0; ; ) {
      Answer answer =
          site.client()
              .send(
                  Call.get(site.client().home().resolve(path + "&startAt=" + start))
                      .accepting(404, 405));
      if (answer.status() >= 400) {
        missing = !site.isCloud();
        return -1;
      }
      List<JsonSlice> page = site.required(answer, "values").elements();
      page.forEach(entry -> entries.put(key(entry), entry));
      total = number(answer.json().member("total"));
      start += page.size();
      JsonSlice last = answer.json().member("isLast");
      if (page.isEmpty() || last != null && last.isTrue() || last == null && start >= total) {
        return total;
      }
    }
  }

  private static byte[] merged(JsonSlice issue, JsonSlice log, Map<String, JsonSlice> entries) {
    int count = entries.size();
    ByteBuilder body = new ByteBuilder(issue.length() * 2);
    body.add(issue.bytes(), issue.from(), log.from())
        .add("{\"startAt\":0,\"maxResults\":" + count + ",\"total\":" + count + ",\"histories\":[");
    boolean first = true;
    for (JsonSlice entry : entries.values()) {
      body.add(first ? "" : ",").add(entry);
      first = false;
    }
    return body.add("]}").add(issue.bytes(), log.to(), issue.to()).bytes();
  }

  private static String key(JsonSlice entry) {
    JsonSlice id = entry.member("id");
    return id == null
        ? new String(entry.copy(), java.nio.charset.StandardCharsets.UTF_8)
        : id.text();
  }

  private static long number(@Nullable JsonSlice value) {
    return value == null ? 0 : value.number(0);
  }
}
