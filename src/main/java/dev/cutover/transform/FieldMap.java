package dev.cutover.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which Jira field feeds which business column. A column without a mapping stays empty.
///
/// @param customFields source fields of `custom_field_01` to `custom_field_20`, null when none is
///   mapped
record FieldMap(
    @Nullable String storyPoints,
    @Nullable String team,
    @Nullable String acceptanceCriteria,
    @Nullable String development,
    @Nullable List<@Nullable String> customFields) {
  private static final int SLOTS = 20;

  static FieldMap of(Map<String, String> mappings) {
    List<@Nullable String> slots = new ArrayList<>();
    boolean any = false;
    for (int slot = 1; slot <= SLOTS; slot++) {
      String source = source(mappings, String.format(Locale.ROOT, "custom_field_%02d", slot));
      slots.add(source);
      any |= source != null;
    }
    return new FieldMap(
        source(mappings, "story_points"),
        source(mappings, "team"),
        source(mappings, "acceptance_criteria"),
        source(mappings, "development"),
        any ? slots : null);
  }

  private static @Nullable String source(Map<String, String> mappings, String target) {
    String source = mappings.get(target);
    return source == null || source.isBlank() ? null : source.strip();
  }
}
