package dev.cutover.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An index that a script builds concurrently, read from the script itself: its one description.
///
/// @param unique rows that share a value are to be found before it is built
/// @param statement the whole CREATE INDEX statement
record NaturalKey(
    boolean unique, String index, String table, List<String> columns, String statement) {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "CREATE\\s+(UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+IF\\s+NOT\\s+EXISTS\\s+(\\w+)\\s+ON\\s+(\\w+)"
              + "\\s*\\(([\\w\\s,]+)\\)",
          Pattern.CASE_INSENSITIVE);

  static List<NaturalKey> in(String script) {
    List<NaturalKey> keys = new ArrayList<>();
    Matcher matcher = STATEMENT.matcher(script);
    while (matcher.find()) {
      keys.add(
          new NaturalKey(
              matcher.group(1) != null,
              matcher.group(2),
              matcher.group(3),
              List.of(matcher.group(4).strip().split("\\s*,\\s*")),
              matcher.group()));
    }
    return keys;
  }
}
