package dev.cutover.source;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call to make.
///
/// @param json body of a POST, null for a GET
/// @param within limit of time when it is shorter than usual, else null
/// @param accepted statuses that the caller deals with itself
record Call(URI uri, @Nullable String json, @Nullable Duration within, Set<Integer> accepted) {

  static Call get(URI uri) {
    return new Call(uri, null, null, Set.of());
  }

  static Call post(URI uri, String json) {
    return new Call(uri, json, null, Set.of());
  }

  Call accepting(Integer... statuses) {
    return new Call(uri, json, within, Set.of(statuses));
  }

  Call within(Duration limit) {
    return new Call(uri, json, limit, accepted);
  }

  /// The same for calls that ask the same.
  String key() {
    return json == null ? uri.toString() : uri + " " + json;
  }

  Call redirectedTo(URI target) {
    return new Call(target, json, within, accepted);
  }
}
