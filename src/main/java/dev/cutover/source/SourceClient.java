package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Calls one integration. Passing trouble is tried again at once a few times; a wait that the
/// server asks for is never waited out here but handed up, so that the job gives its place to
/// others.
final class SourceClient {
  private static final int MOST_REDIRECTS = 5;
  private static final String TIMEOUT = "source.timeout";

  private final HttpClient http;
  private final IntegrationSettings integration;
  private final HttpLimits limits;
  private final Home home;
  private final Credentials credentials;
  private final Verdicts verdicts;
  private final RateRules rates;
  private final Turnstile turnstile;
  private final SourceTime time;
  private final RandomGenerator random;
  private final JsonScan scan;
  private final PageMemory memory;
  private @Nullable String page;

  SourceClient(
      HttpClient http,
      IntegrationSettings integration,
      HttpLimits limits,
      Home home,
      RateRules rates,
      Turnstile turnstile,
      PageMemory memory,
      SourceTime time,
      RandomGenerator random) {
    this.http = http;
    this.integration = integration;
    this.limits = limits;
    this.home = home;
    this.credentials = new Credentials(integration);
    this.verdicts = new Verdicts(integration, credentials);
    this.rates = rates;
    this.turnstile = turnstile;
    this.memory = memory;
    this.time = time;
    this.random = random;
    this.scan = new JsonScan(JsonLimits.DEFAULT.withBytes(limits.bodyBytes()));
  }

  Home home() {
    return home;
  }

  HttpLimits limits() {
    return limits;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  /// Calls from now on belong to this page: what it already got is not asked again.
  void workOn(@Nullable String name) {
    page = name;
  }

  /// Makes a call, the same one a few times where that may help.
  ///
  /// @return a good answer whose body is JSON, or one with a status that the call accepts
  /// @throws SourceProblem for everything else
  Answer send(Call call) throws InterruptedException {
    String current = page;
    Answer known = current == null ? null : memory.recall(current, call);
    if (known != null) {
      return known;
    }
    Answer answer = sendAnew(call);
    if (current != null) {
      memory.keep(current, call, answer);
    }
    return answer;
  }

  private Answer sendAnew(Call call) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        return follow(call);
      } catch (SourceProblem problem) {
        boolean quick =
            problem.kind() == SourceProblem.Kind.TRANSIENT
                && !problem.problem().code().equals(TIMEOUT);
        if (!quick || tried >= limits.tries()) {
          throw problem;
        }
        time.sleep(pauseAfter(tried));
      }
    }
  }

  private Duration pauseAfter(int tried) {
    double jitter = 0.5 + random.nextDouble();
    return Duration.ofNanos((long) (limits.firstPause().toNanos() * (1L << (tried - 1)) * jitter));
  }

  private Answer follow(Call first) throws InterruptedException {
    Call call = first;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      Answer answer = once(call);
      Optional<URI> target = target(call, answer);
      if (target.isEmpty()) {
        return judge(call, answer);
      }
      call = call.redirectedTo(target.get());
    }
    throw verdicts.strayed(first.uri(), call.uri());
  }

  /// Where a redirect leads, empty when the answer is none.
  private Optional<URI> target(Call call, Answer answer) {
    boolean moved =
        switch (answer.status()) {
          case 301, 302, 303 -> call.json() == null;
          case 307, 308 -> true;
          default -> false;
        };
    if (!moved) {
      return Optional.empty();
    }
    URI location;
    try {
      location = call.uri().resolve(answer.header("Location"));
    } catch (IllegalArgumentException garbage) {
      throw verdicts.strayed(call.uri(), null);
    }
    if (!home.owns(location)) {
      throw verdicts.strayed(call.uri(), location);
    }
    return Optional.of(location);
  }

  private Answer judge(Call call, Answer answer) {
    if (call.accepted().contains(answer.status())) {
      return answer;
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      throw verdicts.strayed(call.uri(), null);
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      throw verdicts.status(answer);
    }
    if (answer.isHtml()) {
      throw verdicts.page(answer);
    }
    String login = answer.header("X-Seraph-LoginReason");
    if (login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED")) {
      throw verdicts.guest(answer);
    }
    return answer;
  }

  /// One exchange, alone on its integration.
  private Answer once(Call call) throws InterruptedException {
    if (!home.owns(call.uri())) {
      throw verdicts.strayed(home.base(), call.uri());
    }
    HttpRequest request = request(call);
    Duration closed = turnstile.enter();
    if (closed.isPositive()) {
      throw Trouble.rateLimited(integration, home.base().getHost(), closed);
    }
    try {
      Answer answer = exchange(call, request);
      checkJson(answer);
      heedRates(answer);
      return answer;
    } finally {
      turnstile.leave();
    }
  }

  private void heedRates(Answer answer) {
    Optional<Duration> refused = rates.refused(answer, time.now());
    if (refused.isPresent()) {
      turnstile.close(refused.get());
      throw Trouble.rateLimited(integration, home.base().getHost(), refused.get());
    }
    rates.usedUp(answer, time.now()).ifPresent(turnstile::close);
  }

  private void checkJson(Answer answer) {
    if (answer.status() < 200 || answer.status() >= 300 || answer.isHtml()) {
      return;
    }
    try {
      scan.scan(answer.body(), 0, answer.body().length, Wanted.NOTHING);
    } catch (NotJson fault) {
      throw verdicts.notJson(answer, fault);
    }
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "cutover-console");
    credentials.header().ifPresent(header -> request.header("Authorization", header));
    String json = call.json();
    if (json != null) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }
    return request.build();
  }

  private Answer exchange(Call call, HttpRequest request) throws InterruptedException {
    Duration within = call.within() == null ? limits.request() : call.within();
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(request, _ -> new BoundedBody(limits.bodyBytes()));
    try {
      HttpResponse<byte[]> response = pending.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(call.uri(), response.statusCode(), response.headers(), unpacked(response));
    } catch (TimeoutException slow) {
      throw verdicts.timedOut(call.uri(), Math.max(1, within.toSeconds()));
    } catch (ExecutionException failed) {
      throw reason(call, failed.getCause() == null ? failed : failed.getCause());
    } catch (IOException broken) {
      throw reason(call, broken);
    } finally {
      pending.cancel(true);
    }
  }

  private SourceProblem reason(Call call, Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof BoundedBody.TooLarge) {
        return verdicts.tooLarge(call.uri(), limits.bodyBytes());
      }
      if (t instanceof HttpConnectTimeoutException) {
        return verdicts.timedOut(call.uri(), limits.connect().toSeconds());
      }
      if (t instanceof Error error) {
        throw error;
      }
    }
    return verdicts.broken(call.uri(), cause);
  }

  private byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    if (!encoding.equalsIgnoreCase("gzip")) {
      return response.body();
    }
    int limit = limits.bodyBytes();
    try (GZIPInputStream unzip =
        new GZIPInputStream(new ByteArrayInputStream(response.body()), 65536)) {
      byte[] body = unzip.readNBytes(limit);
      if (body.length == limit && unzip.read() >= 0) {
        throw new BoundedBody.TooLarge(limit);
      }
      return body;
    }
  }
}
