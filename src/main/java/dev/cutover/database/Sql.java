package dev.cutover.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One statement with its parameters, in the order of the question marks. Values are always bound,
/// never put into the text. A failure becomes [DatabaseTrouble] naming the first words of the
/// statement.
final class Sql {
  private static final int WORDS_IN_MESSAGE = 60;

  private final Connection connection;
  private final String text;
  private final List<Setter> parameters = new ArrayList<>();

  private interface Setter {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  /// Reads one row.
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Sql(Connection connection, String text) {
    this.connection = connection;
    this.text = text;
  }

  static Sql on(Connection connection, String text) {
    return new Sql(connection, text);
  }

  Sql with(long value) {
    parameters.add((statement, index) -> statement.setLong(index, value));
    return this;
  }

  /// A null of type bigint.
  Sql withNull() {
    parameters.add((statement, index) -> statement.setNull(index, Types.BIGINT));
    return this;
  }

  Sql with(int value) {
    parameters.add((statement, index) -> statement.setInt(index, value));
    return this;
  }

  Sql with(boolean value) {
    parameters.add((statement, index) -> statement.setBoolean(index, value));
    return this;
  }

  Sql with(@Nullable String value) {
    parameters.add((statement, index) -> statement.setString(index, value));
    return this;
  }

  Sql with(byte[] value) {
    parameters.add((statement, index) -> statement.setBytes(index, value));
    return this;
  }

  Sql with(UUID value) {
    parameters.add((statement, index) -> statement.setObject(index, value));
    return this;
  }

  Sql with(@Nullable Instant value) {
    parameters.add(
        (statement, index) -> {
          if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
          } else {
            statement.setObject(index, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
          }
        });
    return this;
  }

  Sql withLongs(Collection<Long> values) {
    Long[] items = values.toArray(Long[]::new);
    parameters.add((statement, index) -> statement.setArray(index, array("bigint", items)));
    return this;
  }

  Sql withTexts(Collection<String> values) {
    String[] items = values.toArray(String[]::new);
    parameters.add((statement, index) -> statement.setArray(index, array("text", items)));
    return this;
  }

  Sql withUuids(Collection<UUID> values) {
    UUID[] items = values.toArray(UUID[]::new);
    parameters.add((statement, index) -> statement.setArray(index, array("uuid", items)));
    return this;
  }

  private Array array(String type, Object[] items) throws SQLException {
    return connection.createArrayOf(type, items);
  }

  /// Runs an INSERT, UPDATE, DELETE or DDL statement.
  ///
  /// @return rows touched
  int update() {
    try (PreparedStatement statement = prepare()) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /// Runs a statement of whatever kind and drops its rows.
  void run() {
    try (PreparedStatement statement = prepare()) {
      statement.execute();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  <T> List<T> list(Row<T> row) {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /// The first row; empty when there is none or it reads as null.
  <T> Optional<T> first(Row<@Nullable T> row) {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(row.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /// The only row of a query that always has one.
  <T> T one(Row<T> row) {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new IllegalStateException("no row from: " + beginning());
      }
      return row.read(rows);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private PreparedStatement prepare() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    try {
      for (int i = 0; i < parameters.size(); i++) {
        parameters.get(i).set(statement, i + 1);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private DatabaseTrouble trouble(SQLException e) {
    return new DatabaseTrouble(beginning(), e);
  }

  private String beginning() {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= WORDS_IN_MESSAGE ? line : line.substring(0, WORDS_IN_MESSAGE) + "...";
  }

  /// A number of a column that may be null.
  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
