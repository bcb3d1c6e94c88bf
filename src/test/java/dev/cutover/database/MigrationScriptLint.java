package dev.cutover.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds SQL that takes something away. Of changes of a column's type only those are let through
/// that make the plan's own two tables wider, written as they stand in V2.
final class MigrationScriptLint {
  private static final Map<String, Pattern> FORBIDDEN =
      Map.of(
          "DROP", Pattern.compile("\\bDROP\\b", Pattern.CASE_INSENSITIVE),
          "TRUNCATE", Pattern.compile("\\bTRUNCATE\\b", Pattern.CASE_INSENSITIVE),
          "DELETE", Pattern.compile("\\bDELETE\\b", Pattern.CASE_INSENSITIVE),
          "RENAME", Pattern.compile("\\bRENAME\\b", Pattern.CASE_INSENSITIVE),
          "ALTER TYPE",
              Pattern.compile(
                  "\\bALTER\\s+(TYPE\\b|COLUMN\\s+\\S+\\s+(SET\\s+DATA\\s+)?TYPE\\b)",
                  Pattern.CASE_INSENSITIVE));

  private static final List<String> WIDENING =
      List.of(
          "ALTER COLUMN %I TYPE BIGINT",
          "ALTER COLUMN %1$I TYPE TIMESTAMPTZ USING %1$I AT TIME ZONE %2$L");

  private MigrationScriptLint() {}

  static List<String> findings(String script) {
    String sql = script.replaceAll("--[^\\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "");
    for (String harmless : WIDENING) {
      sql = sql.replace(harmless, "");
    }
    List<String> findings = new ArrayList<>();
    for (var rule : FORBIDDEN.entrySet()) {
      Matcher matcher = rule.getValue().matcher(sql);
      while (matcher.find()) {
        int end = Math.min(sql.length(), matcher.end() + 40);
        findings.add(rule.getKey() + ": " + sql.substring(matcher.start(), end).strip());
      }
    }
    return findings;
  }
}
