package dev.cutover.transform;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The category of a status: a name in the language of the account that read it, and a key that
/// means the same everywhere.
record StatusCategory(String name, String key) {
  static final StatusCategory UNDEFINED = new StatusCategory("No Category", "undefined");

  private static final Set<String> KEYS = Set.of("new", "indeterminate", "done", "undefined");

  static StatusCategory of(@Nullable Fields category) {
    if (category == null) {
      return UNDEFINED;
    }
    String name = category.textOr("name", UNDEFINED.name);
    String key = category.textOr("key", "").toLowerCase(Locale.ROOT);
    return new StatusCategory(name, KEYS.contains(key) ? key : keyOf(name));
  }

  private static String keyOf(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "to do", "new" -> "new";
      case "in progress", "indeterminate" -> "indeterminate";
      case "done", "complete" -> "done";
      default -> UNDEFINED.key;
    };
  }
}
