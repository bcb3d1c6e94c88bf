package dev.cutover.rawdata;

import dev.cutover.job.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the records of one source in another: which are new, which are gone, which
/// changed. Records are known by tenant, integration, entity and their id at their source; of each,
/// the current version counts. Keeps a few numbers a record, no documents.
public final class RawComparison {
  private static final int MOST_LISTED = 10_000;

  private final RawSource before;
  private final RawSource after;
  private final Map<Key, Seen> left = new HashMap<>();
  private final Map<Place, long[]> groups = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private boolean more;

  /// Enough of a digest to tell records apart.
  private record Key(long high, long low) {}

  private record Seen(long id, Key content) {}

  private record Place(String tenant, String entity) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byTenant = tenant.compareTo(other.tenant);
      return byTenant != 0 ? byTenant : entity.compareTo(other.entity);
    }
  }

  /// Records of one entity of one tenant.
  public record Group(
      String tenant, String entity, long same, long added, long removed, long changed) {}

  /// A record that is not the same on both sides.
  ///
  /// @param name `OPS-812`, else its id at its source
  /// @param before id of its raw row there, null when it was added
  /// @param after id of its raw row there, null when it is gone
  public record Change(
      String tenant, String entity, String name, @Nullable Long before, @Nullable Long after) {}

  /// @param changes the first ones
  /// @param more true when there are more than are listed
  /// @param stopped true when it was cancelled before the end
  public record Result(List<Group> groups, List<Change> changes, boolean more, boolean stopped) {
    public Result {
      groups = List.copyOf(groups);
      changes = List.copyOf(changes);
    }

    public boolean isSame() {
      return groups.stream()
          .allMatch(group -> group.added() + group.removed() + group.changed() == 0);
    }
  }

  private RawComparison(RawSource before, RawSource after) {
    this.before = before;
    this.after = after;
  }

  /// @param query which rows of both
  public static Result between(
      RawSource before, RawSource after, RawQuery query, Progress progress) {
    return new RawComparison(before, after).run(query, progress);
  }

  private Result run(RawQuery query, Progress progress) {
    boolean whole =
        new RawReading(before, query, 0, progress).all(this::remember)
            && new RawReading(after, query, 0, progress).all(this::compare);
    if (whole) {
      whole = gone(progress);
    }
    List<Group> counted = new ArrayList<>();
    groups.forEach(
        (place, counts) ->
            counted.add(
                new Group(
                    place.tenant(), place.entity(), counts[0], counts[1], counts[2], counts[3])));
    return new Result(counted, changes, more, !whole);
  }

  private void remember(RawRecord row) {
    if (row.current()) {
      left.put(key(row.line()), new Seen(row.line().id(), digest(row.body())));
    }
  }

  private void compare(RawRecord row) {
    if (!row.current()) {
      return;
    }
    Seen there = left.remove(key(row.line()));
    if (there == null) {
      count(row.line(), 1);
      list(row.line(), null, row.line().id());
    } else if (there.content().equals(digest(row.body()))) {
      count(row.line(), 0);
    } else {
      count(row.line(), 3);
      list(row.line(), there.id(), row.line().id());
    }
  }

  /// What is left on the one side is not on the other.
  private boolean gone(Progress progress) {
    for (Seen each :
        left.values().stream().sorted((a, b) -> Long.compare(a.id(), b.id())).toList()) {
      if (progress.isCancelled()) {
        return false;
      }
      before
          .record(each.id())
          .ifPresent(
              row -> {
                count(row.line(), 2);
                list(row.line(), each.id(), null);
              });
    }
    return true;
  }

  private void count(RawLine line, int which) {
    groups.computeIfAbsent(new Place(line.tenantName(), line.entity()), _ -> new long[4])[which]++;
  }

  private void list(RawLine line, @Nullable Long old, @Nullable Long now) {
    if (changes.size() < MOST_LISTED) {
      changes.add(new Change(line.tenantName(), line.entity(), line.name(), old, now));
    } else {
      more = true;
    }
  }

  private static Key key(RawLine line) {
    String externalId = line.externalId();
    return digest(
        (line.tenantName()
                + '\0'
                + line.integration()
                + '\0'
                + line.entity()
                + '\0'
                + (externalId == null ? "#" + line.id() : externalId))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Key digest(byte[] bytes) {
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Key(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
