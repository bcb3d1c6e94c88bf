package dev.cutover.archive;

import dev.cutover.job.Problem;
import dev.cutover.rawdata.RawCapabilities;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawProvenance;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.rawdata.SnapshotTrouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The raw rows of a snapshot. Contacts nothing and writes nothing. A damaged file is read row by
/// row, past what cannot be read.
public final class SnapshotSource implements RawSource, AutoCloseable {
  private static final int MOST_VERSIONS = 1_000;
  private static final int COUNTED_AT_ONCE = 10_000;

  private final Path file;
  private final Readers readers;
  private final SnapshotFacts facts;
  private final FrozenFacets facets;
  private final Places places;
  private volatile boolean damaged;

  /// @param cache of the program
  /// @throws SnapshotTrouble when the file is no snapshot or nothing of it can be read
  public static SnapshotSource open(Path file, Path cache) {
    SqliteFile.unpackInto(cache);
    return new SnapshotSource(file);
  }

  private SnapshotSource(Path file) {
    this.file = file;
    SnapshotHead head = new SnapshotHead(file);
    SnapshotHead.Header header = head.header();
    this.readers = new Readers(file);
    boolean opened = false;
    try {
      String missing = readers.read(head::schema);
      String damage = header.damage() == null && !missing.isEmpty() ? missing : header.damage();
      this.facts = facts(head, damage);
      this.damaged = facts.damage() != null;
      this.facets = counted();
      this.places = new Places(facts.rows());
      opened = true;
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      if (!opened) {
        readers.close();
      }
    }
  }

  private SnapshotFacts facts(SnapshotHead head, @Nullable String damage) throws SQLException {
    try {
      return readers.read(connection -> head.facts(connection, damage));
    } catch (SQLException e) {
      long rows = readers.read(SnapshotSource::lastPlace);
      return head.bare(
          rows, damage == null ? "Its manifest cannot be read: " + e.getMessage() + "." : damage);
    }
  }

  private static long lastPlace(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(place) FROM record")) {
      return row.next() ? Math.max(0, row.getLong(1)) : 0;
    }
  }

  private FrozenFacets counted() {
    try {
      return readers.read(FrozenFacets::of);
    } catch (SQLException e) {
      damaged = true;
      return FrozenFacets.none();
    }
  }

  private SnapshotTrouble unreadable(SQLException e) {
    return new SnapshotTrouble(
        file,
        new Problem(
            "snapshot.damaged",
            "The snapshot " + file + " is damaged: " + e.getMessage() + ". Nothing was changed.",
            "`cutover raw verify` names what is left of it; make it anew where it came from."),
        e);
  }

  /// What the snapshot says about itself.
  public SnapshotFacts about() {
    return facts;
  }

  /// Work on a sound file.
  private <T> T read(Readers.Work<T> work) {
    try {
      return readers.read(work);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /// Work on a sound file, or on a damaged one when the first runs into damage.
  private <T> T read(Readers.Work<T> sound, Readers.Work<T> rescue) {
    if (!damaged) {
      try {
        return readers.read(sound);
      } catch (SQLException e) {
        if (!SqliteFile.isDamage(e)) {
          throw unreadable(e);
        }
      }
      damaged = true;
    }
    return read(rescue);
  }

  @Override
  public RawCapabilities capabilities() {
    return new RawCapabilities(
        String.valueOf(file.getFileName()), false, false, true, facts.takenAt());
  }

  @Override
  public RawProvenance provenance() {
    return facts.provenance();
  }

  @Override
  public RawPage page(RawQuery query, RawCursor at, int limit, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    FrozenWalk walk = new FrozenWalk(query, at.forward());
    return read(
        connection -> {
          long from = places.before(connection, at.key(), walk.ascending());
          FrozenWalk.Found found =
              walk.find(connection, facets, facts.rows(), from, limit + 1, deadline);
          return page(connection, found, at, limit);
        },
        connection -> {
          long from = places.before(connection, at.key(), walk.ascending());
          return page(
              connection,
              walk.rescue(connection, facts.rows(), from, limit + 1, deadline),
              at,
              limit);
        });
  }

  private static RawPage page(
      Connection connection, FrozenWalk.Found found, RawCursor at, int limit) throws SQLException {
    boolean full = found.places().size() > limit;
    List<Long> shown = new ArrayList<>(full ? found.places().subList(0, limit) : found.places());
    try (FrozenRows rows = new FrozenRows(connection)) {
      RawCursor.Key farther =
          full ? key(rows, shown.getLast()) : found.ended() ? null : key(rows, found.last());
      if (full && farther == null) {
        // Without the key of its last row a page would seem to be the last one.
        throw new DamagedRow(
            new IllegalStateException("place " + shown.getLast() + " cannot be read"));
      }
      if (!at.forward()) {
        Collections.reverse(shown);
      }
      List<RawLine> lines = new ArrayList<>();
      for (long place : shown) {
        rows.lineAt(place).ifPresent(lines::add);
      }
      RawCursor.Key last = farther == null ? key(rows, found.last()) : farther;
      Instant upTo = last == null ? null : last.extractedAt();
      var searched = new RawPage.Searched(found.looked(), upTo, full || found.ended());
      return at.forward()
          ? new RawPage(
              lines, back(at, lines), farther == null ? null : RawCursor.after(farther), searched)
          : new RawPage(
              lines, farther == null ? null : RawCursor.before(farther), back(at, lines), searched);
    }
  }

  private static RawCursor.@Nullable Key key(FrozenRows rows, long place) throws SQLException {
    return Rescue.line(rows, place).map(RawCursor.Key::of).orElse(null);
  }

  /// The way back to where the reader came from; none from the very end of the list.
  private static @Nullable RawCursor back(RawCursor at, List<RawLine> lines) {
    if (at.key() == null) {
      return null;
    }
    if (lines.isEmpty()) {
      return at.forward() ? RawCursor.last() : RawCursor.first();
    }
    return at.forward()
        ? RawCursor.before(RawCursor.Key.of(lines.getFirst()))
        : RawCursor.after(RawCursor.Key.of(lines.getLast()));
  }

  @Override
  public List<RawRecord> records(List<Long> ids) {
    return read(
        connection -> {
          List<RawRecord> found = new ArrayList<>();
          try (FrozenRows rows = new FrozenRows(connection)) {
            for (long id : ids) {
              rows.byId(id).ifPresent(each -> found.add(each.row()));
            }
          }
          return found;
        },
        connection -> {
          List<RawRecord> found = new ArrayList<>();
          try (FrozenRows rows = new FrozenRows(connection)) {
            for (long id : ids) {
              Optional<Long> place = places.of(rows, id);
              if (place.isPresent()) {
                Rescue.record(rows, place.get()).ifPresent(each -> found.add(each.row()));
              }
            }
          }
          return found;
        });
  }

  @Override
  public List<RawLine> versions(RawLine line) {
    if (line.externalId() == null) {
      return List.of(line);
    }
    RawQuery all =
        RawQuery.all()
            .tenant(line.tenant())
            .integration(line.integration())
            .entities(java.util.Set.of(line.entity()))
            .externalId(line.externalId())
            .query();
    List<RawLine> versions =
        new ArrayList<>(
            page(all, RawCursor.first(), MOST_VERSIONS, Duration.ofSeconds(30)).lines());
    versions.removeIf(each -> !line.externalId().equals(each.externalId()));
    versions.sort(java.util.Comparator.comparingLong(RawLine::id).reversed());
    return versions;
  }

  @Override
  public List<RawFacets.Tenant> tenants() {
    return facets.tenants();
  }

  @Override
  public RawFacets facets() {
    return facets.facets();
  }

  @Override
  public RawCount count(RawQuery query, Duration patience) {
    if (query.isEverything()) {
      return RawCount.exactly(facts.rows());
    }
    long deadline = System.nanoTime() + patience.toNanos();
    FrozenWalk walk = new FrozenWalk(query, true);
    return read(
        connection -> {
          if (query.readsDocuments()) {
            return counted(
                from ->
                    walk.find(connection, facets, facts.rows(), from, COUNTED_AT_ONCE, deadline),
                places.before(connection, null, walk.ascending()));
          }
          try (PreparedStatement statement =
                  new FrozenSql(query, facets).rows(connection, "NULL", false, 0, true);
              ResultSet row = statement.executeQuery()) {
            long rows = 0;
            while (row.next()) {
              rows++;
            }
            return RawCount.exactly(rows);
          }
        },
        connection ->
            counted(
                from -> walk.rescue(connection, facts.rows(), from, COUNTED_AT_ONCE, deadline),
                places.before(connection, null, walk.ascending())));
  }

  /// Looks on from a place.
  private interface Walking {
    FrozenWalk.Found from(long place) throws SQLException;
  }

  private static RawCount counted(Walking walking, long begin) throws SQLException {
    long hits = 0;
    long from = begin;
    while (true) {
      FrozenWalk.Found found = walking.from(from);
      hits += found.places().size();
      if (found.ended()) {
        return RawCount.exactly(hits);
      }
      if (found.places().size() < COUNTED_AT_ONCE) {
        return RawCount.atLeast(hits);
      }
      from = found.last();
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
