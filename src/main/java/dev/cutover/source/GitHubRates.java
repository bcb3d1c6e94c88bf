package dev.cutover.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// GitHub's many ways: 403 or 429 with `Retry-After` (secondary limit), 403 with no calls remaining
/// and the time of the reset, a text about rate limits without any header, GraphQL's 200 with an
/// error of type `RATE_LIMITED`, and a good answer that says it was the last.
final class GitHubRates implements RateRules {
  private static final String LIMITED = "RATE_LIMIT";

  @Override
  public Optional<Duration> refused(Answer answer, Instant now) {
    return switch (answer.status()) {
      case 429 -> Optional.of(wait(answer, now));
      case 403 -> isLimit(answer) ? Optional.of(wait(answer, now)) : Optional.empty();
      case 503 -> WaitTimes.retryAfter(answer, now);
      case 200 -> isGraphQlLimit(answer) ? Optional.of(wait(answer, now)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Duration> usedUp(Answer answer, Instant now) {
    if (noneRemaining(answer)) {
      return WaitTimes.reset(answer, now);
    }
    JsonSlice rate = isGraphQl(answer) ? answer.json().at("data", "rateLimit") : null;
    JsonSlice remaining = rate == null ? null : rate.member("remaining");
    JsonSlice reset = rate == null ? null : rate.member("resetAt");
    return remaining != null && reset != null && remaining.number(1) <= 0
        ? WaitTimes.reset(reset.text(), answer, now)
        : Optional.empty();
  }

  private static Duration wait(Answer answer, Instant now) {
    return WaitTimes.retryAfter(answer, now)
        .or(() -> noneRemaining(answer) ? WaitTimes.reset(answer, now) : Optional.empty())
        .orElse(UNNAMED);
  }

  private static boolean isLimit(Answer answer) {
    return !answer.header("Retry-After").isEmpty()
        || noneRemaining(answer)
        || speaksOfLimit(answer);
  }

  private static boolean speaksOfLimit(Answer answer) {
    return answer.excerpt().toLowerCase(Locale.ROOT).contains("rate limit");
  }

  private static boolean noneRemaining(Answer answer) {
    return answer.header("X-RateLimit-Remaining").equals("0");
  }

  private static boolean isGraphQl(Answer answer) {
    return answer.status() == 200 && answer.uri().getPath().endsWith("/graphql");
  }

  private static boolean isGraphQlLimit(Answer answer) {
    if (!isGraphQl(answer)) {
      return false;
    }
    JsonSlice errors = answer.json().member("errors");
    if (errors != null && errors.elements().stream().anyMatch(GitHubRates::isLimitError)) {
      return true;
    }
    return answer.json().member("data") == null && speaksOfLimit(answer);
  }

  private static boolean isLimitError(JsonSlice error) {
    @Nullable JsonSlice type = error.member("type");
    return type != null && type.text().startsWith(LIMITED);
  }
}
