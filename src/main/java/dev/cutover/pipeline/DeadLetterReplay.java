package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends dead letters back to where they died, no faster than asked, until the end or until it is
/// stopped.
///
/// Each letter is claimed in the database, sent, confirmed, and then marked. Whoever dies in
/// between leaves a claim that lapses; the next replay sends the same message with the same id, and
/// the receiver recognises the copy: a job is created once ([JobQueue.ForeignJob#messageKey]), and
/// a message that dies again becomes one new letter. Letters that die while the replay runs are not
/// part of it.
public final class DeadLetterReplay {
  /// Letters claimed at once: few, so that a stop gives few back.
  private static final int LARGEST_BATCH = 20;

  public static final int STANDARD_RATE = 20;

  private final DeadLetters letters;
  private final MessageReturn broker;
  private final DeadLetterFilter filter;
  private final double perSecond;
  private final String actor;
  private final String reason;
  private final UUID token;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile ReplayProgress progress;

  /// @param counted as [DeadLetters#count] told it and a person has seen it
  /// @param perSecond messages a second at the most
  /// @param token a new one for each replay
  public DeadLetterReplay(
      DeadLetters letters,
      MessageReturn broker,
      DeadLetterFilter filter,
      DeadLetters.Count counted,
      double perSecond,
      String actor,
      String reason,
      UUID token) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("The rate of a replay must be above 0 messages a second.");
    }
    this.letters = letters;
    this.broker = broker;
    this.filter = filter.upTo(counted.newest());
    this.perSecond = perSecond;
    this.actor = actor;
    this.reason = reason;
    this.token = token;
    this.progress = new ReplayProgress(ReplayProgress.State.RUNNING, counted.letters(), 0, 0, null);
  }

  public ReplayProgress progress() {
    return progress;
  }

  /// Ends after the message that is under way. From any thread.
  public void stop() {
    stop.countDown();
  }

  /// Carries it out on the calling thread.
  public ReplayProgress run() throws InterruptedException {
    long begin = System.nanoTime();
    long after = 0;
    long sent = 0;
    int batch = (int) Math.clamp(Math.ceil(perSecond), 1, LARGEST_BATCH);
    try {
      while (!stopped()) {
        List<DeadLetters.Claimed> claimed = letters.claim(filter, after, batch, token);
        if (claimed.isEmpty()) {
          return end(ReplayProgress.State.DONE, null);
        }
        for (int i = 0; i < claimed.size(); i++) {
          waitUntil(begin + (long) (sent++ * 1e9 / perSecond));
          Problem problem = stopped() ? null : one(claimed.get(i));
          if (problem != null || stopped()) {
            // The letter at hand is marked, unless the stop came first or it failed.
            giveBack(claimed.subList(i, claimed.size()), problem);
            return problem == null
                ? end(ReplayProgress.State.STOPPED, null)
                : end(ReplayProgress.State.FAILED, problem);
          }
        }
        after = claimed.getLast().id();
      }
      return end(ReplayProgress.State.STOPPED, null);
    } catch (RuntimeException | InterruptedException e) {
      progress = progress.ended(ReplayProgress.State.FAILED, Problems.replay(e));
      throw e;
    }
  }

  /// @return why the replay cannot go on, null when it can
  private @Nullable Problem one(DeadLetters.Claimed letter) throws InterruptedException {
    if (letter.about() != null) {
      return redrive(letter);
    }
    return switch (broker.send(letter)) {
      case MessageReturn.Sent.Confirmed _ -> {
        letters.replayed(letter, token, actor, reason);
        progress = progress.oneMore(true);
        yield null;
      }
      case MessageReturn.Sent.Refused(Problem problem) -> problem;
      case MessageReturn.Sent.Unknown(Problem problem) -> problem;
    };
  }

  private @Nullable Problem redrive(DeadLetters.Claimed letter) {
    switch (letters.redrive(letter, token, actor, reason)) {
      case DeadLetters.Redrive.Done _ -> progress = progress.oneMore(true);
      case DeadLetters.Redrive.NotNeeded _ -> progress = progress.oneMore(true);
      case DeadLetters.Redrive.Lost _ -> progress = progress.oneMore(false);
      case DeadLetters.Redrive.Refused(String why) -> {
        letters.giveBack(letter, token, actor, reason, why);
        progress = progress.oneMore(false);
      }
    }
    return null;
  }

  private void giveBack(List<DeadLetters.Claimed> rest, @Nullable Problem problem) {
    String why = problem == null ? "the replay was stopped" : problem.what();
    rest.forEach(each -> letters.giveBack(each, token, actor, reason, why));
  }

  private ReplayProgress end(ReplayProgress.State how, @Nullable Problem problem) {
    progress = progress.ended(how, problem);
    return progress;
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void waitUntil(long nanoTime) throws InterruptedException {
    Duration left = Duration.ofNanos(nanoTime - System.nanoTime());
    if (left.isPositive()) {
      boolean _ = stop.await(left.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
