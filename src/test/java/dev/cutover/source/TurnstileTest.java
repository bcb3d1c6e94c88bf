package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.waits;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceProblem.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One call at a time, and none before the time that was named.
@Timeout(60)
class TurnstileTest extends ClientCase {
  @Test
  void case54_aWaitIsHandedUpAtOnceAndNobodyCallsBeforeItIsOver() throws Exception {
    try (StubServer server =
            new StubServer(
                (request, out) -> {
                  if (request.path().contains("/first")) {
                    reply(out, 429, "application/json", "{}", "Retry-After: 30");
                  } else {
                    json(out, GOOD);
                  }
                });
        Sources shared = sources(QUICK)) {
      SourceProblem limited =
          problem(
              shared.open(
                  gitHub(server.url(), Map.of("repos", "a/first")),
                  EntityType.GITHUB_REPOSITORIES,
                  all(),
                  null));
      assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(limited.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
      assertThat(time.sleeps).as("waited in place").isEmpty();

      time.pass(Duration.ofSeconds(10));
      IntegrationSettings second = gitHub(server.url(), Map.of("repos", "a/second"));
      SourceProblem early =
          problem(shared.open(second, EntityType.GITHUB_REPOSITORIES, all(), null));
      assertThat(early.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(early.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
      assertThat(server.requests).as("calls that reached the server").hasSize(1);

      time.pass(waits(early));
      assertThat(ids(drain(shared.open(second, EntityType.GITHUB_REPOSITORIES, all(), null))))
          .containsExactly("1");
    }
  }

  @Test
  void oneCallAtATimeGoesToAnIntegration() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (StubServer server =
            new StubServer(
                (_, out) -> {
                  most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                  two.countDown();
                  // Only the first call waits here, for a second one that must not come.
                  two.await(300, TimeUnit.MILLISECONDS);
                  inFlight.decrementAndGet();
                  json(out, GOOD);
                });
        Sources shared = sources(QUICK);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntegrationSettings many = gitHub(server.url(), Map.of("repos", "a/b,a/c,a/d,a/e"));
      Future<?>[] readers = new Future<?>[8];
      for (int i = 0; i < readers.length; i++) {
        readers[i] =
            threads.submit(
                () -> drain(shared.open(many, EntityType.GITHUB_REPOSITORIES, all(), null)));
      }
      for (Future<?> reader : readers) {
        reader.get(30, TimeUnit.SECONDS);
      }
      assertThat(server.requests).hasSize(32);
      assertThat(most).hasValue(1);
    }
  }
}
