package dev.cutover.broker;

import dev.cutover.pipeline.JobQueue.Depth;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for depths on a thread of its own, so that a broker that does not answer costs the asker no
/// more than the bound, and only once: until it answers, all further questions are answered
/// "unknown" at once.
final class DepthProbe {
  private static final Logger LOG = LoggerFactory.getLogger(DepthProbe.class);

  private final Duration bound;
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("broker-depth").factory());
  private final AtomicBoolean hanging = new AtomicBoolean();

  DepthProbe(Duration bound) {
    this.bound = bound;
  }

  Optional<Depth> ask(Callable<Optional<Depth>> question) {
    if (hanging.get()) {
      return Optional.empty();
    }
    try {
      Future<Optional<Depth>> answer = asker.submit(() -> answer(question));
      return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      hanging.set(true);
      // Asked behind the hanging question: its turn comes when the broker answers again.
      asker.execute(() -> hanging.set(false));
      return Optional.empty();
    } catch (ExecutionException e) {
      LOG.debug("depth unknown", e);
      return Optional.empty();
    } catch (RejectedExecutionException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  void close() {
    asker.shutdownNow();
  }

  private Optional<Depth> answer(Callable<Optional<Depth>> question) throws Exception {
    return hanging.get() ? Optional.empty() : question.call();
  }
}
