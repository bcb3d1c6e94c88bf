package dev.cutover.kit;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The broker as a list in memory, under the same contract test as the real ones.
public final class MemoryJobQueue implements JobQueue {
  private final Map<Stage, Deque<Hint>> ready = new EnumMap<>(Stage.class);
  private final Map<Stage, Consumer> consumers = new EnumMap<>(Stage.class);
  private boolean reachable = true;

  private static final class Consumer {
    private final int prefetch;
    private final Intake intake;
    private final Set<Answer> unacknowledged = new HashSet<>();

    Consumer(int prefetch, Intake intake) {
      this.prefetch = prefetch;
      this.intake = intake;
    }
  }

  private final class Answer implements Receipt {
    private final Stage stage;
    private final Hint hint;
    private final Consumer consumer;

    Answer(Stage stage, Hint hint, Consumer consumer) {
      this.stage = stage;
      this.hint = hint;
      this.consumer = consumer;
    }

    @Override
    public void acknowledge() {
      synchronized (MemoryJobQueue.this) {
        if (consumer.unacknowledged.remove(this)) {
          deliver(stage);
        }
      }
    }

    @Override
    public void release() {
      synchronized (MemoryJobQueue.this) {
        if (consumer.unacknowledged.remove(this)) {
          queue(stage).addLast(hint);
          deliver(stage);
        }
      }
    }
  }

  private Deque<Hint> queue(Stage stage) {
    return ready.computeIfAbsent(stage, _ -> new ArrayDeque<>());
  }

  @Override
  public synchronized Set<Hint> publish(Stage stage, List<Hint> hints) {
    if (!reachable) {
      return Set.copyOf(hints);
    }
    queue(stage).addAll(hints);
    deliver(stage);
    return Set.of();
  }

  private void deliver(Stage stage) {
    Consumer consumer = consumers.get(stage);
    while (consumer != null
        && consumer.unacknowledged.size() < consumer.prefetch
        && !queue(stage).isEmpty()) {
      Hint hint = queue(stage).removeFirst();
      Answer answer = new Answer(stage, hint, consumer);
      consumer.unacknowledged.add(answer);
      consumer.intake.hint(hint, answer);
    }
  }

  /// The broker loses everything it holds, delivered or not.
  public synchronized void loseEverything() {
    ready.clear();
    consumers.values().forEach(consumer -> consumer.unacknowledged.clear());
  }

  public synchronized void reachable(boolean now) {
    reachable = now;
  }

  @Override
  public synchronized boolean canPublish() {
    return reachable;
  }

  @Override
  public synchronized void consume(Stage stage, int prefetch, Intake intake) {
    consumers.put(stage, new Consumer(prefetch, intake));
    deliver(stage);
  }

  @Override
  public synchronized void stopConsuming(Stage stage) {
    Consumer gone = consumers.remove(stage);
    if (gone != null) {
      gone.unacknowledged.forEach(answer -> queue(stage).addFirst(answer.hint));
      gone.unacknowledged.clear();
    }
  }

  @Override
  public synchronized Optional<Depth> depth(Stage stage) {
    return reachable
        ? Optional.of(new Depth(queue(stage).size(), consumers.containsKey(stage) ? 1 : 0))
        : Optional.empty();
  }

  @Override
  public synchronized Optional<Problem> trouble() {
    return reachable
        ? Optional.empty()
        : Optional.of(new Problem("broker.unreachable", "The broker is away.", "Wait."));
  }

  @Override
  public synchronized void close() {
    List.copyOf(consumers.keySet()).forEach(this::stopConsuming);
  }
}
