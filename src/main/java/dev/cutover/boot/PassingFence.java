package dev.cutover.boot;

import dev.cutover.cutover.EpochFence;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgEpochFence;
import java.time.Duration;
import java.util.function.Function;

/// The epoch fence of a database that is to be renamed: no session of ours stays behind a call.
final class PassingFence implements EpochFence {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final DatabaseAddress address;

  PassingFence(DatabaseAddress address) {
    this.address = address;
  }

  private <T> T on(Function<EpochFence, T> work) {
    try (Database once = new Database(address, "fence", 1, BOUND)) {
      return work.apply(new PgEpochFence(once));
    }
  }

  @Override
  public long epoch() {
    return on(EpochFence::epoch);
  }

  @Override
  public void raise(long epoch) {
    on(
        fence -> {
          fence.raise(epoch);
          return epoch;
        });
  }

  @Override
  public void remove() {
    on(
        fence -> {
          fence.remove();
          return 0;
        });
  }
}
