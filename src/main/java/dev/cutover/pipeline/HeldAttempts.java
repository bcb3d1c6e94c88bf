package dev.cutover.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The attempts whose lease this process holds: what the heartbeat extends, and those whose end is
/// unknown because the database went away, to be settled when it is back.
final class HeldAttempts {
  private final Set<Attempt> held = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Attempt> unsettled = new ConcurrentLinkedQueue<>();

  void take(Collection<Attempt> attempts) {
    held.addAll(attempts);
  }

  void drop(Attempt attempt) {
    held.remove(attempt);
  }

  /// The commit may or may not have happened: the row will tell.
  void leaveUnsettled(Attempt attempt) {
    held.remove(attempt);
    unsettled.add(attempt);
  }

  Collection<Attempt> all() {
    return List.copyOf(held);
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  List<Attempt> takeUnsettled() {
    List<Attempt> taken = new ArrayList<>();
    for (Attempt next = unsettled.poll(); next != null; next = unsettled.poll()) {
      taken.add(next);
    }
    return taken;
  }

  void putBack(Collection<Attempt> attempts) {
    unsettled.addAll(attempts);
  }
}
