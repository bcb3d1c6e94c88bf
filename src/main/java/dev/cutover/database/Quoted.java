package dev.cutover.database;

/// Names and texts inside a statement, where no parameter can stand.
final class Quoted {
  private Quoted() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String name(String schema, String name) {
    return name(schema) + "." + name(name);
  }

  /// As the server takes it with its standard strings.
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
