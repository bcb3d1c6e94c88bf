package dev.cutover.rawdata;

import java.util.List;

/// What a look at every byte of a snapshot found.
///
/// @param facts as the snapshot tells them
/// @param fileSha256 digest of the file, with the place of the digest itself as zeros
/// @param sealed true when that is the digest that was written into it
/// @param intact rows that are as they were written
/// @param damaged rows that are not, the first ones
/// @param damagedRows how many are not
/// @param notes what else is wrong
/// @param stopped true when it was cancelled before the end
public record SnapshotCheck(
    SnapshotFacts facts,
    String fileSha256,
    boolean sealed,
    long intact,
    List<Damaged> damaged,
    long damagedRows,
    List<String> notes,
    boolean stopped) {

  public SnapshotCheck {
    damaged = List.copyOf(damaged);
    notes = List.copyOf(notes);
  }

  /// True when it is, byte by byte, what was written.
  public boolean isWhole() {
    return sealed && damagedRows == 0 && notes.isEmpty() && !stopped;
  }

  /// A row that is not as it was written.
  ///
  /// @param place its place in the snapshot, 1 for the first
  /// @param name what can still be told about it, such as `jira_issues OPS-812 (raw row 17)`
  public record Damaged(long place, String name, String why) {}
}
