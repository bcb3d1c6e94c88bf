package dev.cutover.sample;

import java.time.Duration;
import java.time.Instant;

/// What happened to one pull request.
final class PullLife {
  private static final Instant FIRST = Instant.parse("2023-04-01T06:00:00Z");
  private static final Duration SPAN = Duration.ofDays(790);

  /// `OPEN`, `CLOSED` or `MERGED`.
  final String state;

  final Person author;
  final Person mergedBy;
  final Instant created;
  final Instant ended;
  final int commits;
  final int reviews;
  final int comments;
  final int threads;

  PullLife(Plan plan, int pull) {
    Chance chance = plan.chance("pull", pull);
    int dice = chance.below(100);
    state = dice < 72 ? "MERGED" : dice < 84 ? "CLOSED" : "OPEN";
    author = chance.of(plan.people);
    mergedBy = chance.of(plan.people);
    long step = SPAN.toSeconds() / Math.max(1, plan.size.pullRequests());
    created = FIRST.plusSeconds(pull * step + chance.below((int) Math.max(1, step / 2)));
    ended = created.plusSeconds(chance.between(3_600, 9 * 86_400));
    commits = chance.between(1, 9);
    reviews = Math.max(0, chance.between(-1, 4));
    comments = Math.max(0, chance.between(-2, 5));
    threads = Math.max(0, chance.between(-2, 4));
  }

  boolean isOpen() {
    return state.equals("OPEN");
  }

  boolean isMerged() {
    return state.equals("MERGED");
  }

  /// The moment of one of several things between creation and end, ascending.
  Instant moment(int number, int of) {
    long span = ended.getEpochSecond() - created.getEpochSecond();
    return created.plusSeconds(span * (number + 1) / (of + 2));
  }
}
