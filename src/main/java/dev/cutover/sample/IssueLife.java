package dev.cutover.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to one issue from its creation on: about 18 changes, a third of them of its
/// status, in the order of time. The fields of the issue are what the last change of each left.
final class IssueLife {
  private static final int SPRINT_DAYS = 14;
  private static final long SPRINT_ZERO = Instant.parse("2023-02-27T08:00:00Z").getEpochSecond();

  final Instant created;
  final Person reporter;
  final List<Change> changes = new ArrayList<>();
  Status status = Status.BACKLOG;
  @Nullable Person assignee;
  @Nullable Instant statusChanged;
  @Nullable Instant resolved;
  Instant updated;
  int sprint;
  int fixVersion;
  int estimate;

  private final Plan plan;
  private final int issue;
  private final Chance chance;
  private final List<Person> crew;
  private final ChangeText text;

  IssueLife(Plan plan, int issue, ChangeText text) {
    this.plan = plan;
    this.issue = issue;
    this.text = text;
    this.chance = plan.chance("life", issue);
    this.crew = plan.crew(issue);
    this.created = plan.created(issue);
    this.updated = created;
    this.reporter = chance.of(crew);
    live();
  }

  private void live() {
    // A few are as untouched as on their first day.
    if (chance.percent(2)) {
      return;
    }
    int ofStatus = chance.between(3, 9);
    int others = chance.between(7, 17);
    long[] times = times(ofStatus + others);
    for (long time : times) {
      Instant at = created.plusMillis(time);
      boolean changesStatus = chance.below(ofStatus + others) < ofStatus;
      byte[] detail;
      if (changesStatus) {
        ofStatus--;
        detail = move(at, ofStatus == 0);
      } else {
        others--;
        detail = change(at);
      }
      changes.add(new Change(at, chance.of(crew), detail));
      updated = at;
    }
  }

  /// Moments after the creation, ascending, no two the same.
  private long[] times(int count) {
    long span = Duration.ofDays(chance.between(2, 80)).toMillis();
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = 60_000 + (chance.bits() >>> 1) % span;
    }
    Arrays.sort(times);
    for (int i = 1; i < count; i++) {
      times[i] = Math.max(times[i], times[i - 1] + 1);
    }
    return times;
  }

  private byte[] move(Instant at, boolean isLast) {
    boolean finish = isLast && status.category().equals("indeterminate") && chance.percent(70);
    Status next = finish ? Status.DONE : status.next(chance, plan.project(issue).isElsewhere());
    byte[] detail = text.status(status, next);
    if (next.isDone() != status.isDone()) {
      resolved = next.isDone() ? at : null;
    }
    status = next;
    statusChanged = at;
    return detail;
  }

  private byte[] change(Instant at) {
    return switch (chance.below(10)) {
      case 0, 1, 2 -> {
        Person next = chance.of(crew);
        byte[] detail = text.assignee(assignee, next);
        assignee = next;
        yield detail;
      }
      case 3, 4 -> {
        int next = (int) ((at.getEpochSecond() - SPRINT_ZERO) / (SPRINT_DAYS * 86_400L));
        byte[] detail = text.sprint(plan.project(issue), sprint, next);
        sprint = next;
        yield detail;
      }
      case 5 -> {
        byte[] detail = text.fixVersion(fixVersion, fixVersion + 1);
        fixVersion++;
        yield detail;
      }
      case 6 -> {
        int next = 3600 * chance.between(1, 40);
        byte[] detail = text.estimate(estimate, next);
        estimate = next;
        yield detail;
      }
      case 7 -> text.rank();
      case 8 -> text.labels(chance);
      default -> text.description(plan.prose, chance);
    };
  }

  static Instant sprintStart(int sprint) {
    return Instant.ofEpochSecond(SPRINT_ZERO + SPRINT_DAYS * 86_400L * sprint);
  }

  static Instant sprintEnd(int sprint) {
    return sprintStart(sprint + 1).minusSeconds(3600);
  }
}
