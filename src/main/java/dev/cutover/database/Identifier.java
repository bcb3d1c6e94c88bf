package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;

/// Names as they go into the text of a statement, where no value can be bound.
final class Identifier {
  private Identifier() {}

  static String of(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name holds a zero byte");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String of(CutoverPlan.Table table) {
    return of(table.schema()) + "." + of(table.name());
  }

  /// As a literal, such as an argument of a trigger.
  static String literal(String text) {
    boolean plain = text.indexOf('\\') < 0;
    return (plain ? "'" : "E'") + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
