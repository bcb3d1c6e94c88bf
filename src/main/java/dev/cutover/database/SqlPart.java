package dev.cutover.database;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
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

  SqlPart add(String words, UUID value) {
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

  /// Rows of `row` that belong to the tenant with this name or id.
  SqlPart addTenant(String row, String nameOrId) {
    return add(row + ".tenant_id IN (SELECT t.id FROM tenants t WHERE t.name = ?", nameOrId)
        .add(" OR t.id::text = ?)", nameOrId);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /// Its words alone, for a statement that is put together elsewhere; see [#bind].
  String text() {
    return text.toString();
  }

  /// Gives the values of its question marks to a statement that holds its words.
  Sql bind(Sql statement) {
    Sql bound = statement;
    for (UnaryOperator<Sql> value : values) {
      bound = value.apply(bound);
    }
    return bound;
  }

  /// The statement with its values, ready to run.
  Sql on(Connection connection) {
    return bind(Sql.on(connection, text()));
  }
}
