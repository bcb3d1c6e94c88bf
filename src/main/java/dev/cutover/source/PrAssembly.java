package dev.cutover.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a pull request whole: follows every nested list to its last page and puts the list in the
/// place of its first page. What came in one piece stays byte for byte as it came.
final class PrAssembly {
  private final GitHubApi api;

  PrAssembly(GitHubApi api) {
    this.api = api;
  }

  /// The pull request with all of its commits, reviews, comments and review threads.
  JsonSlice complete(JsonSlice pullRequest) throws InterruptedException {
    JsonSlice whole = pullRequest;
    for (PrQuery.Nested list : PrQuery.Nested.values()) {
      JsonSlice connection = whole.member(list.field());
      if (connection == null || !connection.isObject()) {
        throw missing(pullRequest, list.field());
      }
      boolean threads = list == PrQuery.Nested.THREADS;
      whole = withAll(whole, list.field(), list.next(), threads);
    }
    return whole;
  }

  /// The object with a list of it complete.
  ///
  /// @param threads true when the nodes hold comments, again page by page
  private JsonSlice withAll(JsonSlice owner, String field, PrQuery next, boolean threads)
      throws InterruptedException {
    JsonSlice connection = required(owner, field);
    List<JsonSlice> nodes = new ArrayList<>(required(connection, "nodes").elements());
    boolean changed = follow(owner, field, next, connection, nodes);
    if (threads) {
      for (int i = 0; i < nodes.size(); i++) {
        JsonSlice thread = nodes.get(i);
        JsonSlice all = withAll(thread, "comments", PrQuery.nextThreadComments(), false);
        changed |= !all.equals(thread);
        nodes.set(i, all);
      }
    }
    return changed ? replaced(owner, connection, nodes) : owner;
  }

  /// Appends the nodes of all further pages.
  private boolean follow(
      JsonSlice owner, String field, PrQuery next, JsonSlice first, List<JsonSlice> nodes)
      throws InterruptedException {
    Set<String> seen = new HashSet<>();
    JsonSlice page = first;
    while (hasNext(page)) {
      String after = text(page.at("pageInfo", "endCursor"));
      String id = text(owner.member("id"));
      if (!seen.add(after)) {
        throw Trouble.permanent(
            "source.loop",
            "%s: paging %s of %s goes in a circle: cursor '%s' came twice."
                .formatted(Trouble.name(api.integration()), field, id, after),
            "Report it to the operator of the source, then redrive the job.");
      }
      String variables =
          "{\"id\":" + JsonText.quote(id) + ",\"after\":" + JsonText.quote(after) + "}";
      JsonSlice data = api.ask(next, variables);
      JsonSlice node = data.member("node");
      if (node == null || !node.isObject()) {
        throw missing(owner, field);
      }
      page = required(node, field);
      nodes.addAll(required(page, "nodes").elements());
    }
    return !seen.isEmpty();
  }

  private static JsonSlice replaced(JsonSlice owner, JsonSlice connection, List<JsonSlice> nodes) {
    ByteBuilder bytes = new ByteBuilder(owner.length() * 2);
    bytes
        .add(owner.bytes(), owner.from(), connection.from())
        .add(
            "{\"totalCount\":"
                + nodes.size()
                + ",\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null},\"nodes\":[");
    for (int i = 0; i < nodes.size(); i++) {
      bytes.add(i == 0 ? "" : ",").add(nodes.get(i));
    }
    bytes.add("]}").add(owner.bytes(), connection.to(), owner.to());
    return JsonSlice.of(bytes.bytes());
  }

  private JsonSlice required(JsonSlice object, String name) {
    JsonSlice value = object.member(name);
    if (value == null || value.isNull()) {
      throw missing(object, name);
    }
    return value;
  }

  private RuntimeException missing(JsonSlice owner, String field) {
    return Trouble.passing(
        "source.server",
        "%s: GitHub answered without the %s of %s."
            .formatted(Trouble.name(api.integration()), field, text(owner.member("id"))),
        null);
  }

  private static boolean hasNext(JsonSlice connection) {
    JsonSlice more = connection.at("pageInfo", "hasNextPage");
    return more != null && more.isTrue();
  }

  private static String text(@Nullable JsonSlice value) {
    return value == null ? "" : value.text();
  }
}
