package dev.cutover.cutover.shadow;

import org.jspecify.annotations.Nullable;

/// All differences of one table and column with one cause.
///
/// @param column empty when the whole row is missing
/// @param count rows
/// @param example one of them
public record DifferenceGroup(
    String table, String column, Judgement judgement, long count, Example example) {

  /// @param rawId its raw record in the shadow's store, null when there is none
  public record Example(
      String key, @Nullable String live, @Nullable String shadow, @Nullable Long rawId) {}

  public boolean explained() {
    return judgement.explained();
  }

  /// One line for a person.
  public String line() {
    StringBuilder line =
        new StringBuilder()
            .append(explained() ? "explained   " : "UNEXPLAINED ")
            .append(table)
            .append(column.isEmpty() ? "" : "." + column)
            .append(": ")
            .append(count)
            .append(" x ")
            .append(judgement.cause().word())
            .append(" (")
            .append(judgement.why())
            .append("); for example ")
            .append(example.key());
    if (!column.isEmpty()) {
      line.append(": live ")
          .append(shown(example.live()))
          .append(", shadow ")
          .append(shown(example.shadow()));
    }
    if (example.rawId() != null) {
      line.append(", raw record ").append(example.rawId());
    }
    return line.toString();
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "null";
    }
    String line = value.replace("\n", "\\n");
    return "'" + (line.length() <= 60 ? line : line.substring(0, 60) + "..") + "'";
  }
}
