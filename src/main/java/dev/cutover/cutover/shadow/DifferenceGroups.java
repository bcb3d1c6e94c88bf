package dev.cutover.cutover.shadow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes differences one by one and keeps only their groups: however many there are, it stays
/// small.
public final class DifferenceGroups {
  private record Name(String table, String column, Judgement judgement) {}

  private static final class Tally {
    private final DifferenceGroup.Example example;
    private long count;

    Tally(DifferenceGroup.Example example) {
      this.example = example;
    }
  }

  private final Map<Name, Tally> groups = new LinkedHashMap<>();

  public void take(Difference difference) {
    if (!difference.live() || !difference.shadow()) {
      add(
          new Name(difference.table(), "", Judge.missing(difference)),
          new DifferenceGroup.Example(difference.key(), null, null, difference.rawId()));
      return;
    }
    difference
        .columns()
        .forEach(
            (column, pair) ->
                add(
                    new Name(difference.table(), column, Judge.column(difference, column, pair)),
                    new DifferenceGroup.Example(
                        difference.key(), pair.live(), pair.shadow(), difference.rawId())));
  }

  private void add(Name name, DifferenceGroup.Example example) {
    groups.computeIfAbsent(name, _ -> new Tally(example)).count++;
  }

  /// Unexplained ones first, the largest first.
  public List<DifferenceGroup> all() {
    List<DifferenceGroup> all = new ArrayList<>();
    groups.forEach(
        (name, tally) ->
            all.add(
                new DifferenceGroup(
                    name.table(), name.column(), name.judgement(), tally.count, tally.example)));
    all.sort(
        Comparator.comparing(DifferenceGroup::explained)
            .thenComparing(Comparator.comparingLong(DifferenceGroup::count).reversed())
            .thenComparing(DifferenceGroup::table)
            .thenComparing(DifferenceGroup::column));
    return all;
  }
}
