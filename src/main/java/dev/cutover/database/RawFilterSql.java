package dev.cutover.database;

import dev.cutover.job.TenantId;
import dev.cutover.rawdata.JsonPaths;
import dev.cutover.rawdata.RawQuery;
import java.sql.Connection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The conditions of a [RawQuery] over rows of `raw_extraction_data`, in the groups in which a walk
/// needs them.
final class RawFilterSql {
  private static final String MALFORMED = "42601";

  private final RawQuery query;
  private final @Nullable String pathCall;

  private RawFilterSql(RawQuery query, @Nullable String pathCall) {
    this.query = query;
    this.pathCall = pathCall;
  }

  /// @throws IllegalArgumentException when the path is none, or the text cannot be searched for
  static RawFilterSql of(Connection connection, RawQuery query) {
    String text = query.text();
    if (text != null && text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("The text to search for holds a NUL character.");
    }
    String path = query.path();
    return new RawFilterSql(query, path == null ? null : pathCall(connection, path));
  }

  /// A predicate (`$.a == 1`) holds or not; any other path finds something or not.
  private static String pathCall(Connection connection, String path) {
    String canonical = canonical(connection, path).toLowerCase(Locale.ROOT);
    String first = canonical.replaceFirst("^(strict|lax) ", "");
    boolean predicate =
        first.startsWith("(") || first.startsWith("!") || first.startsWith("exists");
    return predicate ? "jsonb_path_match" : "jsonb_path_exists";
  }

  private static String canonical(Connection connection, String path) {
    try {
      return Sql.on(connection, "SELECT ?::jsonpath::text").with(path).one(row -> row.getString(1));
    } catch (DatabaseTrouble e) {
      if (e.sqlState() == null || e.sqlState().startsWith("08")) {
        throw e;
      }
      String why = MALFORMED.equals(e.sqlState()) ? "its syntax is wrong" : "it cannot be used";
      throw new IllegalArgumentException(
          "The JSON path '"
              + path
              + "' was not understood: "
              + why
              + ". Write it like $.fields.status.name or $.fields.labels[*] ? (@ == \"x\").",
          e);
    }
  }

  /// Conditions that an order index answers: the time range.
  SqlPart time(String row) {
    SqlPart part = new SqlPart();
    if (query.from() != null) {
      part.add(" AND " + row + ".created_at >= ?", query.from());
    }
    if (query.to() != null) {
      part.add(" AND " + row + ".created_at < ?", query.to());
    }
    return part;
  }

  SqlPart tenant(String row) {
    TenantId tenant = query.tenant();
    return tenant == null
        ? new SqlPart()
        : new SqlPart().add(" AND " + row + ".tenant_id = ?::int", tenant.value());
  }

  SqlPart entities(String row) {
    return query.entities().isEmpty()
        ? new SqlPart()
        : new SqlPart().addTexts(" AND " + row + ".entity_type = ANY (?)", query.entities());
  }

  /// What is tried on each row that a walk passes; empty when every row is a hit.
  SqlPart rest(String row) {
    SqlPart part = new SqlPart();
    if (query.integration() != null) {
      part.add(" AND " + row + ".integration_id = ?::int", query.integration().value());
    }
    if (!query.states().isEmpty()) {
      part.addTexts(
          " AND coalesce(" + row + ".processing_status, 'pending') = ANY (?)", query.states());
    }
    if (query.text() != null) {
      part.add(" AND " + row + ".raw_data::text ILIKE ?", pattern(query.text()));
    }
    if (pathCall != null && query.path() != null) {
      part.add(
          " AND coalesce(" + pathCall + "(" + row + ".raw_data, ?::jsonpath, '{}', true), false)",
          query.path());
    }
    return part;
  }

  /// Only rows that an index finds by their own or their record's id.
  boolean isById() {
    return !query.ids().isEmpty() || query.externalId() != null;
  }

  /// The rows with these ids, as a FROM item named `row`. A key that people use leads over the
  /// issue that has it, within its tenant and integration.
  SqlPart byId(String row) {
    SqlPart part = new SqlPart().add("(");
    String external = query.externalId();
    if (external == null) {
      part.addLongs("SELECT * FROM raw_extraction_data WHERE id = ANY (?)", query.ids());
    } else {
      part.add("SELECT * FROM raw_extraction_data WHERE external_id = ?", external);
      ids(part, "");
      part.add(
          " UNION ALL SELECT x.* FROM work_items w CROSS JOIN LATERAL (SELECT * FROM"
              + " raw_extraction_data WHERE external_id = w.external_id OFFSET 0) x WHERE w.key ="
              + " ?",
          external);
      part.add(
          " AND w.external_id <> ? AND x.tenant_id = w.tenant_id AND x.integration_id ="
              + " w.integration_id AND x.entity_type LIKE 'jira\\_%'",
          external);
      ids(part, "x.");
    }
    return part.add(" OFFSET 0) " + row);
  }

  private void ids(SqlPart part, String row) {
    if (!query.ids().isEmpty()) {
      part.addLongs(" AND " + row + "id = ANY (?)", query.ids());
    }
  }

  /// All of it at once, over the whole table or what the ids find.
  SqlPart from(String row) {
    SqlPart part = new SqlPart().add(" FROM ");
    if (isById()) {
      part.add(byId(row));
    } else {
      part.add("raw_extraction_data " + row);
    }
    return part.add(" WHERE TRUE")
        .add(tenant(row))
        .add(entities(row))
        .add(time(row))
        .add(rest(row));
  }

  /// jsonb writes a document with the same escapes as JSON; LIKE has some of its own.
  private static String pattern(String text) {
    String quoted = JsonPaths.quoted(text);
    String inside = quoted.substring(1, quoted.length() - 1);
    return "%" + inside.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
