package dev.cutover.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A business table as the shadow comparison sees it: what tells its rows apart on both sides, and
/// what is compared, relations by external id. In expressions `{s}` is the schema and `{r}` the row
/// of one side.
///
/// Both sides come in the order of their natural key, so that the database merges two streams. Keys
/// of what hangs on an owner begin with the owner's, for ids differ between the two sides.
///
/// @param owner table that the rows hang on; null when they stand for themselves
/// @param join of the owner `o` to the rows `c`
/// @param keys expressions over `o` and `c` that tell the rows of an owner apart
/// @param sourceTime when the record changed last at its source
/// @param facts expressions for what explains differences; `l` and `s` are the rows, `{live}` and
///   `{shadow}` the schemas
record ComparedTable(
    String word,
    @Nullable String owner,
    String join,
    List<String> keys,
    List<Column> columns,
    String sourceTime,
    Facts facts) {

  /// @param expression of one side
  record Column(String name, String expression) {}

  record Facts(String discovered, String siblings, String sameChanges, String exactPoints) {
    static final Facts NONE = new Facts("false", "0", "true", "NULL");

    Facts discovered(String expression) {
      return new Facts(expression, siblings, sameChanges, exactPoints);
    }

    static Facts siblings(String expression) {
      return new Facts("false", expression, "true", "NULL");
    }
  }

  /// The rows of one side with their keys `k_tenant, k_integration, k1..` and `k_raw`.
  private String side(String schema, boolean ordered) {
    List<String> all = new ArrayList<>();
    String root = owner == null ? "c" : "o";
    all.add(root + ".tenant_id AS k_tenant");
    all.add(root + ".integration_id AS k_integration");
    all.add(root + ".external_id AS k1");
    for (int i = 0; i < keys.size(); i++) {
      all.add(keys.get(i) + " AS k" + (i + 2));
    }
    all.add(root + ".source_raw_id AS k_raw");
    if (owner != null) {
      all.add(root + (owner.equals("work_items") ? ".updated" : "." + ownerTime()) + " AS k_time");
    }
    String from =
        owner == null
            ? schema + "." + word + " c"
            : schema + "." + owner + " o " + join.replace("{s}", schema);
    return "(SELECT "
        + String.join(", ", all)
        + ", c.* FROM "
        + from
        + " WHERE "
        + root
        + ".integration_id = ANY (?)"
        + (ordered ? order() : "")
        + ")";
  }

  /// Said of each side, since a join of PostgreSQL 15 sorts whole sides only: this way what hangs
  /// on an owner is sorted owner by owner.
  private String order() {
    return " ORDER BY "
        + IntStream.rangeClosed(1, 3 + keys.size())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
  }

  private String ownerTime() {
    return "prs".equals(owner) ? "pr_updated_at" : "last_updated_at";
  }

  String countSql(String schema) {
    return "SELECT count(*) FROM " + side(schema, false) + " x";
  }

  /// The rows that are not the same. Parameters: the integrations, twice.
  String differencesSql(String live, String shadow) {
    List<String> names = new ArrayList<>(List.of("k_tenant", "k_integration", "k1"));
    for (int i = 0; i < keys.size(); i++) {
      names.add("k" + (i + 2));
    }
    String key =
        names.stream()
            .map(each -> "coalesce(l." + each + ", s." + each + ")::text AS " + each)
            .collect(Collectors.joining(", "));
    String on =
        names.stream()
            .map(each -> "l." + each + " = s." + each)
            .collect(Collectors.joining(" AND "));
    StringBuilder sql = new StringBuilder("SELECT ").append(key);
    sql.append(", l.k_tenant IS NOT NULL AS in_live, s.k_tenant IS NOT NULL AS in_shadow, s.k_raw");
    sql.append(", (").append(of(sourceTime, "s", shadow)).append(")::text AS source_time");
    sql.append(", (").append(of(sourceTime, "l", live)).append(")::text AS live_source_time");
    sql.append(", ").append(written()).append(" AS live_written");
    sql.append(", ").append(active()).append(" AS live_active");
    sql.append(", ").append(fact(facts.discovered(), live, shadow)).append(" AS discovered");
    sql.append(", ").append(fact(facts.siblings(), live, shadow)).append(" AS siblings");
    sql.append(", ").append(fact(facts.sameChanges(), live, shadow)).append(" AS same_changes");
    sql.append(", (").append(fact(facts.exactPoints(), live, shadow)).append(")::text AS points");
    for (int i = 0; i < columns.size(); i++) {
      String expression = columns.get(i).expression();
      sql.append(", (").append(of(expression, "l", live)).append(")::text AS l").append(i);
      sql.append(", (").append(of(expression, "s", shadow)).append(")::text AS s").append(i);
    }
    sql.append(" FROM ")
        .append(side(live, true))
        .append(" l FULL JOIN ")
        .append(side(shadow, true));
    sql.append(" s ON ").append(on).append(" WHERE l.k_tenant IS NULL OR s.k_tenant IS NULL");
    if (!columns.isEmpty()) {
      sql.append(" OR ROW(").append(all("l", live)).append(") IS DISTINCT FROM ROW(");
      sql.append(all("s", shadow)).append(")");
    }
    return sql.toString();
  }

  private boolean isPair() {
    return word.equals("projects_wits") || word.equals("projects_statuses");
  }

  private String written() {
    return isPair() ? "NULL::text" : "coalesce(l.last_updated_at, l.created_at)::text";
  }

  private String active() {
    return isPair() ? "true" : "coalesce(l.active, true)";
  }

  private String all(String row, String schema) {
    return columns.stream()
        .map(each -> of(each.expression(), row, schema))
        .collect(Collectors.joining(", "));
  }

  private static String of(String expression, String row, String schema) {
    return expression.replace("{r}", row).replace("{s}", schema);
  }

  private static String fact(String expression, String live, String shadow) {
    return expression.replace("{live}", live).replace("{shadow}", shadow);
  }
}
