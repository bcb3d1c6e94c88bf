package dev.cutover.rawdata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The business tables that raw records are loaded into, with the columns that tell their rows
/// apart. The first of these names the owner: what hangs on one issue, project or pull request.
public enum BusinessTable {
  PROJECTS("external_id"),
  WITS("external_id"),
  STATUSES("external_id"),
  PROJECTS_WITS("project_external_id", "wit_external_id"),
  PROJECTS_STATUSES("project_external_id", "status_external_id"),
  REPOSITORIES("external_id"),
  WORK_ITEMS("external_id"),
  CHANGELOGS("work_item_external_id", "external_id"),
  WORK_ITEMS_PRS_LINKS("work_item_external_id", "external_repo_id", "pull_request_number"),
  PRS("external_id"),
  PRS_COMMITS("pr_external_id", "external_id"),
  PRS_REVIEWS("pr_external_id", "external_id"),
  PRS_COMMENTS("pr_external_id", "comment_type", "external_id");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final List<String> key;

  BusinessTable(String... key) {
    this.key = List.of(key);
  }

  public String word() {
    return word;
  }

  public String ownerColumn() {
    return key.getFirst();
  }

  /// @throws IllegalArgumentException when there is no such table
  public static BusinessTable of(String word) {
    return Arrays.stream(values())
        .filter(table -> table.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no business table " + word));
  }

  /// A row of this table, under its key.
  public BusinessRow row(Map<String, @Nullable String> values) {
    return new BusinessRow(
        word, key.stream().map(values::get).collect(Collectors.joining(" / ")), values);
  }

  /// A value as it is compared and shown: moments in UTC to the microsecond, numbers without
  /// trailing zeros.
  public static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant moment -> moment.truncatedTo(ChronoUnit.MICROS).toString();
      case LocalDateTime moment -> text(moment.toInstant(ZoneOffset.UTC));
      case Double number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      default -> value.toString();
    };
  }
}
