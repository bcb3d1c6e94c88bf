package dev.cutover.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The projects of a site, page by page, limited to those that the integration names.
final class JiraProjectList {
  private final JiraSite site;
  private final Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private boolean plainList;

  JiraProjectList(JiraSite site) {
    this.site = site;
    wanted.addAll(site.integration().list("projects"));
  }

  /// @param projects as the site wrote them
  /// @param next offset of the next page, null after the last
  record Listed(List<JsonSlice> projects, @Nullable Long next, String url) {}

  /// @param full with types, lead and description of each project, or with little more than the key
  Listed page(long start, int size, boolean full) throws InterruptedException {
    if (!plainList && site.isCloud()) {
      Answer answer =
          site.client()
              .send(Call.get(site.client().home().resolve(path(start, size, full))).accepting(404));
      if (answer.status() != 404) {
        return searched(answer, start);
      }
    }
    plainList = true;
    return listed(start, size, full);
  }

  private Listed searched(Answer answer, long start) {
    List<JsonSlice> all = site.required(answer, "values").elements();
    JsonSlice last = answer.json().member("isLast");
    JsonSlice total = answer.json().member("total");
    long end = start + all.size();
    boolean done =
        all.isEmpty() || (last == null ? total == null || end >= total.number(0) : last.isTrue());
    return new Listed(
        all.stream().filter(this::isWanted).toList(),
        done ? null : end,
        Trouble.bare(answer.uri()));
  }

  /// Server has no paging: one list of all, and one call a project for its types.
  private Listed listed(long start, int size, boolean full) throws InterruptedException {
    Answer answer = site.get("/rest/api/2/project");
    List<JsonSlice> all = answer.json().elements().stream().filter(this::isWanted).toList();
    int from = (int) Math.min(start, all.size());
    int to = Math.min(from + size, all.size());
    List<JsonSlice> projects = new ArrayList<>();
    for (JsonSlice project : all.subList(from, to)) {
      projects.add(full ? detail(project) : project);
    }
    return new Listed(projects, to < all.size() ? (long) to : null, Trouble.bare(answer.uri()));
  }

  private JsonSlice detail(JsonSlice project) throws InterruptedException {
    JsonSlice id = project.member("id");
    if (id == null || project.member("issueTypes") != null) {
      return project;
    }
    Call call =
        Call.get(
            site.client().home().resolve("/rest/api/2/project/" + JiraSite.encoded(id.text())));
    Answer answer = site.client().send(call.accepting(404));
    return answer.status() == 404 ? project : answer.json();
  }

  private String path(long start, int size, boolean full) {
    StringBuilder path =
        new StringBuilder("/rest/api/3/project/search?startAt=" + start + "&maxResults=" + size);
    if (full) {
      path.append("&expand=description,lead,issueTypes,url,projectKeys");
    }
    boolean keysOnly = wanted.stream().noneMatch(key -> key.chars().allMatch(Character::isDigit));
    if (keysOnly && wanted.size() <= 50) {
      wanted.forEach(
          key -> path.append("&keys=").append(JiraSite.encoded(key.toUpperCase(Locale.ROOT))));
    }
    return path.toString();
  }

  private boolean isWanted(JsonSlice project) {
    JsonSlice id = project.member("id");
    JsonSlice key = project.member("key");
    return wanted.isEmpty()
        || id != null && wanted.contains(id.text())
        || key != null && wanted.contains(key.text());
  }
}
