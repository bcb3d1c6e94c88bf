package dev.cutover.database;

/// Names inside statements.
final class Quoting {
  private Quoting() {}

  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
