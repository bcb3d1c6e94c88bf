package dev.cutover.archive;

import dev.cutover.rawdata.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reading, computing and writing of a snapshot's rows at the same time: whoever adds rows reads,
/// one thread computes digests, one collects words, one fills the file. Rows keep their order. What
/// is under way is bounded by its bytes, since one document may be larger than a thousand others.
final class RowPipeline implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 64;
  private static final int BYTES_AT_ONCE = 1 << 19;
  private static final int WAITING = 16;

  /// Few enough for the collector's room for what is new: with three times as much it copied rows
  /// that were about to be written, and took three times as long.
  private static final int KILOBYTES_UNDER_WAY = 8 << 10;

  private final RowWriter rows;
  private final BlockingQueue<List<Under<RawRecord>>> read = new ArrayBlockingQueue<>(WAITING);
  private final BlockingQueue<List<Under<RowWriter.Digested>>> digested =
      new ArrayBlockingQueue<>(WAITING);
  private final BlockingQueue<List<Under<RowWriter.Ready>>> ready =
      new ArrayBlockingQueue<>(WAITING);
  private final Semaphore room = new Semaphore(KILOBYTES_UNDER_WAY);
  private final List<Thread> threads = new ArrayList<>();
  private List<Under<RawRecord>> next = new ArrayList<>();
  private int bytes;
  private boolean ended;
  private volatile @Nullable Throwable failure;

  /// A row under way.
  ///
  /// @param room that it takes until it is written
  private record Under<T>(T row, int room) {}

  private RowPipeline(RowWriter rows) {
    this.rows = rows;
  }

  static RowPipeline into(RowWriter rows) {
    RowPipeline pipeline = new RowPipeline(rows);
    pipeline.start(
        "snapshot-digests",
        () -> pipeline.compute(pipeline.read, rows::digested, pipeline.digested));
    pipeline.start(
        "snapshot-words", () -> pipeline.compute(pipeline.digested, rows::ready, pipeline.ready));
    pipeline.start("snapshot-file", pipeline::write);
    return pipeline;
  }

  private void start(String name, Runnable work) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(work));
  }

  void add(RawRecord row) {
    int size = kilobytes(row);
    if (!room.tryAcquire(size)) {
      // What waits here to be passed on would wait for its own room.
      pass();
      room.acquireUninterruptibly(size);
    }
    next.add(new Under<>(row, size));
    bytes += row.body().length;
    if (next.size() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
      pass();
    }
  }

  private static int kilobytes(RawRecord row) {
    return Math.clamp(row.body().length >> 10, 1, KILOBYTES_UNDER_WAY);
  }

  private void pass() {
    mustBeSound();
    if (!next.isEmpty()) {
      put(read, next);
      next = new ArrayList<>(ROWS_AT_ONCE);
      bytes = 0;
    }
  }

  private void mustBeSound() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /// Waits until everything is in the file.
  void finish() {
    pass();
    close();
    mustBeSound();
  }

  /// All threads go on to the end of what was passed on, so nobody waits for them in vain; after a
  /// failure they let go of it without doing anything.
  private <A, B> void compute(
      BlockingQueue<List<Under<A>>> from, Function<A, B> work, BlockingQueue<List<Under<B>>> to) {
    for (List<Under<A>> some = take(from); !some.isEmpty(); some = take(from)) {
      List<Under<B>> done = new ArrayList<>(some.size());
      for (Under<A> each : some) {
        sound(() -> done.add(new Under<>(work.apply(each.row()), each.room())));
      }
      if (failure == null) {
        put(to, done);
      } else {
        some.forEach(each -> room.release(each.room()));
      }
    }
    put(to, List.of());
  }

  private void write() {
    for (List<Under<RowWriter.Ready>> some = take(ready); !some.isEmpty(); some = take(ready)) {
      for (Under<RowWriter.Ready> each : some) {
        sound(() -> rows.put(each.row()));
        room.release(each.room());
      }
    }
  }

  private void sound(Runnable work) {
    if (failure == null) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  private static <T> void put(BlockingQueue<T> queue, T some) {
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        queue.put(some);
        done = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T take(BlockingQueue<T> queue) {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException nobodys) {
        // These threads are ours alone; they end with the empty list.
      }
    }
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    put(read, List.of());
    boolean interrupted = false;
    for (Thread each : threads) {
      while (each.isAlive()) {
        try {
          each.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
