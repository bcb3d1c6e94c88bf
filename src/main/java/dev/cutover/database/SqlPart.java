package dev.cutover.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// A statement in the making: text, and the values of its question marks in their order.
final class SqlPart {
  private final StringBuilder text = new StringBuilder();
  private final List<UnaryOperator<Sql>> values = new ArrayList<>();

  SqlPart add(String words) {
    text.append(words);
    return this;
  }

  SqlPart add(SqlPart part) {
    text.append(part.text);
    values.addAll(part.values);
    return this;
  }

  SqlPart add(String words, long value) {
    values.add(sql -> sql.with(value));
    return add(words);
  }

  SqlPart add(String words, String value) {
    values.add(sql -> sql.with(value));
    return add(words);
  }

  SqlPart add(String words, Instant value) {
    values.add(sql -> sql.with(value));
    return add(words);
  }

  SqlPart addLongs(String words, Collection<Long> all) {
    List<Long> copy = List.copyOf(all);
    values.add(sql -> sql.withLongs(copy));
    return add(words);
  }

  SqlPart addTexts(String words, Collection<String> all) {
    List<String> copy = List.copyOf(all);
    values.add(sql -> sql.withTexts(copy));
    return add(words);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /// The statement with its values, ready to run.
  Sql on(java.sql.Connection connection) {
    Sql sql = Sql.on(connection, text.toString());
    for (UnaryOperator<Sql> value : values) {
      sql = value.apply(sql);
    }
    return sql;
  }
}
