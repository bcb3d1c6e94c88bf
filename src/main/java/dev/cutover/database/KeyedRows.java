package dev.cutover.database;

import dev.cutover.cutover.backup.TableFacts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The rows of a table in the byte order of their keys' text, one at a time, as JSON.
final class KeyedRows {
  private final @Nullable CopyOut rows;
  private String key = "";
  private String row = "";
  private String extra = "{}";
  private boolean over;

  private KeyedRows(@Nullable CopyOut rows) {
    this.rows = rows;
    this.over = rows == null;
  }

  /// A table that is not there.
  static KeyedRows none() {
    return new KeyedRows(null);
  }

  /// @param extra columns to be told apart from the rest
  KeyedRows(Connection connection, TableFacts table, Collection<String> extra) throws SQLException {
    List<String> keys =
        table.columns().subList(0, table.keyColumns()).stream()
            .map(each -> "encode(convert_to(t." + Quoted.name(each) + "::text, 'UTF8'), 'hex')")
            .toList();
    String key = String.join(" || ',' || ", keys);
    String names =
        extra.isEmpty()
            ? "'{}'::text[]"
            : "ARRAY[" + String.join(", ", extra.stream().map(Quoted::text).toList()) + "]::text[]";
    this.rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "COPY (SELECT k COLLATE \"C\", j - e, jsonb_strip_nulls(COALESCE((SELECT"
                    + " jsonb_object_agg(n, j->n) FROM unnest(e) n), '{}')) FROM (SELECT "
                    + key
                    + " AS k, to_jsonb(t) AS j, "
                    + names
                    + " AS e FROM ONLY "
                    + Quoted.name(table.schema(), table.name())
                    + " t) r ORDER BY 1) TO STDOUT");
    next();
  }

  void next() throws SQLException {
    byte[] line = rows == null ? null : rows.readFromCopy();
    over = line == null;
    if (line != null) {
      String[] parts = new String(line, StandardCharsets.UTF_8).stripTrailing().split("\t", -1);
      key = parts[0];
      row = unescaped(parts[1]);
      extra = unescaped(parts[2]);
    }
  }

  /// JSON has its own escapes for control characters, so COPY doubles backslashes and nothing else.
  private static String unescaped(String text) {
    return text.replace("\\\\", "\\");
  }

  boolean isOver() {
    return over;
  }

  String row() {
    return row;
  }

  String extra() {
    return extra;
  }

  /// The end is behind every key.
  int compareTo(KeyedRows other) {
    if (over || other.over) {
      return Boolean.compare(over, other.over);
    }
    return key.compareTo(other.key);
  }
}
