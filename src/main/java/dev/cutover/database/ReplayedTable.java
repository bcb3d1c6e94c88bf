package dev.cutover.database;

import dev.cutover.cutover.backup.TableFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Listed changes of one table, written into another state of it. Each line is a row with its key,
/// so that a second time finds everything as it should be.
final class ReplayedTable {
  private static final int BATCH = 500;

  private final Connection connection;
  private final TableFacts table;

  ReplayedTable(Connection connection, TableFacts table) {
    this.connection = connection;
    this.table = table;
  }

  /// @return rows that were not as listed before
  long write(Path file) {
    long written = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      List<String> batch = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.add(line);
        if (batch.size() == BATCH) {
          written += write(batch);
          batch.clear();
        }
      }
      return written + write(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private long write(List<String> lines) {
    if (lines.isEmpty()) {
      return 0;
    }
    String name = Quoted.name(table.schema(), table.name());
    List<String> columns = written();
    List<String> keys =
        table.columns().subList(0, table.keyColumns()).stream().map(Quoted::name).toList();
    List<String> rest = columns.stream().filter(each -> !keys.contains(each)).toList();
    String all = String.join(", ", columns);
    String given =
        "FROM unnest(?) l(line), jsonb_populate_record(NULL::"
            + name
            + ", l.line::jsonb->'row') r WHERE l.line::jsonb->>'change' ";
    String fields = String.join(", ", columns.stream().map(each -> "r." + each).toList());
    String onConflict =
        rest.isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET ("
                + String.join(", ", rest)
                + ") = ROW("
                + String.join(", ", rest.stream().map(each -> "EXCLUDED." + each).toList())
                + ") WHERE ("
                + String.join(", ", rest.stream().map(each -> "t." + each).toList())
                + ")::text IS DISTINCT FROM ("
                + String.join(", ", rest.stream().map(each -> "EXCLUDED." + each).toList())
                + ")::text";
    long changed =
        Sql.on(
                connection,
                "INSERT INTO "
                    + name
                    + " AS t ("
                    + all
                    + ") OVERRIDING SYSTEM VALUE SELECT "
                    + fields
                    + " "
                    + given
                    + "<> 'deleted' ON CONFLICT ("
                    + String.join(", ", keys)
                    + ") "
                    + onConflict)
            .withTexts(lines)
            .update();
    return changed
        + Sql.on(
                connection,
                "DELETE FROM "
                    + name
                    + " t WHERE ("
                    + String.join(", ", keys.stream().map(each -> "t." + each).toList())
                    + ") IN (SELECT "
                    + String.join(", ", keys.stream().map(each -> "r." + each).toList())
                    + " "
                    + given
                    + "= 'deleted')")
            .withTexts(lines)
            .update();
  }

  /// Those that are there and are not computed.
  private List<String> written() {
    return Sql.on(
            connection,
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass(?) AND"
                + " attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum")
        .with(Quoted.name(table.schema(), table.name()))
        .list(row -> quotedAlways(String.valueOf(row.getString(1))));
  }

  private static String quotedAlways(String name) {
    return name.startsWith("\"") ? name : Quoted.name(name);
  }

  /// Keys of this table to others, and of others to it, that lead nowhere now.
  static List<String> orphans(Connection connection, TableFacts table) {
    List<String> checks =
        Sql.on(
                connection,
                """
                SELECT format('SELECT %L || '': '' || count(*) FROM %s c WHERE (%s) IS NOT NULL AND NOT EXISTS'
                  ' (SELECT 1 FROM %s p WHERE (%s) = (%s)) HAVING count(*) > 0',
                  conname, conrelid::regclass,
                  (SELECT string_agg(format('c.%I', a.attname), ', ' ORDER BY k.o) FROM unnest(conkey)
                    WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n),
                  confrelid::regclass,
                  (SELECT string_agg(format('p.%I', a.attname), ', ' ORDER BY k.o) FROM unnest(confkey)
                    WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.n),
                  (SELECT string_agg(format('c.%I', a.attname), ', ' ORDER BY k.o) FROM unnest(conkey)
                    WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n))
                FROM pg_constraint WHERE contype = 'f' AND to_regclass(?) IN (conrelid, confrelid)\
                """)
            .with(Quoted.name(table.schema(), table.name()))
            .list(row -> String.valueOf(row.getString(1)));
    List<String> found = new ArrayList<>();
    for (String check : checks) {
      found.addAll(Sql.on(connection, check).list(row -> String.valueOf(row.getString(1))));
    }
    return found;
  }
}
