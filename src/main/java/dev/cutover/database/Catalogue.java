package dev.cutover.database;

import java.sql.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tables and views of the current schema with their columns, without what extensions brought
/// and without Flyway's own table.
record Catalogue(Map<String, Set<String>> columns) {
  static final String HISTORY = "flyway_schema_history";

  static Catalogue read(Connection connection) {
    Map<String, Set<String>> columns = new TreeMap<>();
    Sql.on(
            connection,
            """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> ?
                AND NOT EXISTS (SELECT 1 FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')\
            """)
        .with(HISTORY)
        .list(
            row -> {
              Set<String> names =
                  columns.computeIfAbsent(
                      String.valueOf(row.getString(1)), table -> new TreeSet<>());
              String column = row.getString(2);
              return column == null || names.add(column);
            });
    return new Catalogue(columns);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  boolean has(String table) {
    return columns.containsKey(table);
  }

  boolean has(String table, String column) {
    return columns.getOrDefault(table, Collections.emptySet()).contains(column);
  }

  /// Columns by table, in the order of the alphabet.
  Map<String, Set<String>> sorted() {
    return new LinkedHashMap<>(columns);
  }
}
