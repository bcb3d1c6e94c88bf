package dev.cutover.archive;

import dev.cutover.rawdata.DocumentPath;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conditions of a query, tried on a row that is at hand.
final class QueryMatch {
  private final RawQuery query;
  private final Set<Long> ids;
  private final @Nullable TextSearch text;
  private final @Nullable DocumentPath path;

  /// @throws IllegalArgumentException when the path of the query is none
  QueryMatch(RawQuery query) {
    this.query = query;
    this.ids = new HashSet<>(query.ids());
    this.text = query.text() == null ? null : textOf(query.text());
    this.path = query.path() == null ? null : DocumentPath.of(query.path());
  }

  private static TextSearch textOf(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("The text to search for holds a NUL character.");
    }
    return new TextSearch(text);
  }

  @Nullable TextSearch text() {
    return text;
  }

  boolean onLine(RawLine line) {
    return (query.tenant() == null || query.tenant().equals(line.tenant()))
        && (query.integration() == null || query.integration().equals(line.integration()))
        && (query.entities().isEmpty() || query.entities().contains(line.entity()))
        && (query.states().isEmpty() || query.states().contains(line.status()))
        && (ids.isEmpty() || ids.contains(line.id()))
        && isNamed(line)
        && isInTime(line.extractedAt());
  }

  private boolean isNamed(RawLine line) {
    String wanted = query.externalId();
    return wanted == null || wanted.equals(line.externalId()) || wanted.equals(line.label());
  }

  private boolean isInTime(Instant at) {
    return (query.from() == null || !at.isBefore(query.from()))
        && (query.to() == null || at.isBefore(query.to()));
  }

  boolean onDocument(byte[] readable) {
    return (text == null || text.isIn(readable)) && (path == null || path.matches(readable));
  }
}
