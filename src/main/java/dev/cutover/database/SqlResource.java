package dev.cutover.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement out of `sql/`, with parameters by name (`:tenant`). Values are always bound, never
/// pasted.
///
/// @param text the statement as JDBC takes it
/// @param parameters the name behind each `?`
record SqlResource(String text, List<String> parameters) {
  /// A name behind a single colon; `::` is a cast.
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

  /// @param path below `sql/`, such as `merge/prs.sql`
  static SqlResource load(String path) {
    try (InputStream in = SqlResource.class.getResourceAsStream("/sql/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no resource sql/" + path);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read sql/" + path, e);
    }
  }

  static SqlResource parse(String named) {
    List<String> parameters = new ArrayList<>();
    String text =
        PARAMETER
            .matcher(COMMENT.matcher(named).replaceAll(""))
            .replaceAll(
                match -> {
                  parameters.add(match.group(1));
                  return Matcher.quoteReplacement("?");
                });
    return new SqlResource(text.strip(), List.copyOf(parameters));
  }

  /// @throws IllegalArgumentException when a parameter has no value
  PreparedStatement prepare(Connection connection, Map<String, ?> values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.size(); i++) {
      Object value = values.get(parameters.get(i));
      if (value == null) {
        statement.close();
        throw new IllegalArgumentException("no value for :" + parameters.get(i));
      }
      statement.setObject(i + 1, value);
    }
    return statement;
  }

  /// The statement with its values bound by name: numbers, texts and lists of texts.
  ///
  /// @throws IllegalArgumentException when a parameter has no value, or one of another type
  Sql on(Connection connection, Map<String, ?> values) {
    Sql sql = Sql.on(connection, text);
    for (String name : parameters) {
      switch (values.get(name)) {
        case Long number -> sql.with(number.longValue());
        case String word -> sql.with(word);
        case List<?> words -> sql.withTexts(words.stream().map(String::valueOf).toList());
        case null, default -> throw new IllegalArgumentException("no value for :" + name);
      }
    }
    return sql;
  }
}
