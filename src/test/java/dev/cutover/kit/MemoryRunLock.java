package dev.cutover.kit;

import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.LostRun;
import dev.cutover.cutover.RunLock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The lock and the fence as the database keeps them, for tests of the engine alone.
public final class MemoryRunLock implements RunLock {
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong fence = new AtomicLong();
  private Optional<Holder> holder = Optional.empty();

  @Override
  public synchronized Attempt acquire(String run, String actor) {
    return holder.isPresent() ? new Attempt.HeldByOther(holder.get()) : taken(run, actor);
  }

  @Override
  public synchronized Attempt takeOver(String run, String actor) {
    return taken(run, actor);
  }

  private Attempt taken(String run, String actor) {
    long mine = epoch.incrementAndGet();
    holder = Optional.of(new Holder(run, "ws14", 4711, actor, mine, Instant.EPOCH, Instant.EPOCH));
    return new Attempt.Acquired(new Mine(mine));
  }

  /// As if the process had died.
  public synchronized void dropped() {
    holder = Optional.empty();
  }

  @Override
  public synchronized Optional<Holder> holder() {
    return holder;
  }

  public EpochFence fence() {
    return new EpochFence() {
      @Override
      public long epoch() {
        return fence.get();
      }

      @Override
      public void raise(long to) {
        fence.accumulateAndGet(to, Math::max);
      }

      @Override
      public void remove() {
        fence.set(0);
      }
    };
  }

  private final class Mine implements Held {
    private final long mine;

    Mine(long mine) {
      this.mine = mine;
    }

    @Override
    public long epoch() {
      return mine;
    }

    @Override
    public void mustHold() {
      if (epoch.get() != mine) {
        throw new LostRun(mine, epoch.get());
      }
    }

    @Override
    public void close() {
      if (epoch.get() == mine) {
        dropped();
      }
    }
  }
}
