package dev.cutover.cutover.backup;

import java.time.Instant;
import java.util.List;

/// Whether a backup was restored and compared, and how that ended.
///
/// @param restoredOn server, such as `127.0.0.1:5432`; empty when nothing was restored
/// @param owners whether owners and rights were restored too
/// @param differences none when every digest is equal
public record Proof(
    State state, Instant at, String restoredOn, boolean owners, List<Difference> differences) {

  /// PROVED: restored, every digest equal. DIFFERS: restored, not equal. UNVERIFIED: never
  /// restored; only a restore ends that.
  public enum State {
    PROVED,
    DIFFERS,
    UNVERIFIED
  }

  public Proof {
    differences = List.copyOf(differences);
  }

  public static Proof none(Instant at) {
    return new Proof(State.UNVERIFIED, at, "", false, List.of());
  }

  public boolean holds() {
    return state == State.PROVED;
  }

  /// Such as `restored on db1:5432, every digest equal`.
  public String text() {
    return switch (state) {
      case PROVED -> "restored on " + restoredOn + ", every digest equal";
      case DIFFERS -> "restored on " + restoredOn + ", NOT equal";
      case UNVERIFIED -> "unverified: it was never restored";
    };
  }
}
