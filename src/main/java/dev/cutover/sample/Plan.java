package dev.cutover.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What there is, and how things refer to each other. Everything follows from the seed and a
/// number, so the hundred thousandth issue costs no more than the first, and two files agree
/// without knowing each other.
final class Plan {
  private static final Instant FIRST = Instant.parse("2023-03-06T07:00:00Z");
  private static final Duration SPAN = Duration.ofDays(820);
  private static final int CREW = 4;
  private static final long FIRST_ISSUE_ID = 20_000;

  final long seed;
  final SampleSize size;
  final List<Project> projects = new ArrayList<>();
  final List<Repository> repositories = new ArrayList<>();
  final List<Person> people = Person.everybody();
  final Prose prose = new Prose();
  private final Map<Integer, List<Integer>> pulls = new TreeMap<>();

  Plan(SampleSize size, long seed) {
    this.size = size;
    this.seed = seed;
    for (int i = 0; i < size.projects(); i++) {
      projects.add(Project.of(i));
    }
    for (int i = 0; i < size.repositories(); i++) {
      repositories.add(Repository.of(i));
    }
    for (int pull = 0; pull < size.pullRequests(); pull++) {
      int number = pull;
      issueOf(pull)
          .ifPresent(issue -> pulls.computeIfAbsent(issue, _ -> new ArrayList<>()).add(number));
    }
  }

  Chance chance(String what, long number) {
    return Chance.of(seed, what, number);
  }

  Project project(int issue) {
    return projects.get(issue % projects.size());
  }

  String key(int issue) {
    return project(issue).key() + "-" + (issue / projects.size() + 1);
  }

  /// The second issue has an id that no double can hold.
  String issueId(int issue) {
    return issue == Oddity.WIDE_ID ? "9007199254740993" : String.valueOf(FIRST_ISSUE_ID + issue);
  }

  IssueType type(int issue) {
    int dice = chance("type", issue).below(100);
    if (dice < 6) {
      return IssueType.EPIC;
    }
    if (dice < 38) {
      return IssueType.STORY;
    }
    if (dice < 62) {
      return IssueType.TASK;
    }
    return dice < 82 || standardBefore(issue) < 0 ? IssueType.BUG : IssueType.SUBTASK;
  }

  /// The issue that this one is part of, none for most.
  Optional<Integer> parent(int issue) {
    IssueType type = type(issue);
    if (type.isSubtask()) {
      return Optional.of(standardBefore(issue));
    }
    if (type.equals(IssueType.STORY)) {
      for (int before = issue - projects.size(), tries = 0; before >= 0 && tries < 30; tries++) {
        if (type(before).equals(IssueType.EPIC)) {
          return Optional.of(before);
        }
        before -= projects.size();
      }
    }
    return Optional.empty();
  }

  /// The sub-tasks of an issue.
  List<Integer> subtasks(int issue) {
    List<Integer> found = new ArrayList<>();
    if (type(issue).isStandard()) {
      int next = issue + projects.size();
      while (next < size.issues() && !type(next).isStandard()) {
        if (type(next).isSubtask()) {
          found.add(next);
        }
        next += projects.size();
      }
    }
    return found;
  }

  /// Whatever is no epic and no sub-task; looked at without asking for parents again.
  private int standardBefore(int issue) {
    for (int before = issue - projects.size(); before >= 0; before -= projects.size()) {
      int dice = chance("type", before).below(100);
      if (dice >= 6 && dice < 82) {
        return before;
      }
    }
    return -1;
  }

  /// The few people who have to do with an issue.
  List<Person> crew(int issue) {
    Chance chance = chance("crew", issue);
    List<Person> crew = new ArrayList<>();
    for (int i = 0; i < CREW; i++) {
      crew.add(chance.of(people));
    }
    return crew;
  }

  Instant created(int issue) {
    long step = SPAN.toMillis() / Math.max(1, size.issues());
    long within = (chance("created", issue).bits() >>> 1) % Math.max(1, step / 2);
    return FIRST.plusMillis(issue * step + within);
  }

  void summary(JsonBytes out, int issue) {
    out.add('"');
    if (issue == Oddity.INVISIBLE_SPACE) {
      out.add("\u200B");
    }
    prose.title(out, chance("summary", issue));
    if (issue == Oddity.NUL) {
      out.add("\\u0000 after a zero");
    }
    out.add('"');
  }

  Repository repository(int pull) {
    return repositories.get(pull % repositories.size());
  }

  int pullNumber(int pull) {
    return pull / repositories.size() + 1;
  }

  /// The issue that a pull request is for; none for some.
  Optional<Integer> issueOf(int pull) {
    return size.issues() == 0 || pull % 8 == 7
        ? Optional.empty()
        : Optional.of((int) (chance("issue of", pull).bits() >>> 33) % size.issues());
  }

  /// The pull requests for an issue.
  List<Integer> pullsOf(int issue) {
    return pulls.getOrDefault(issue, List.of());
  }

  /// The issues that have pull requests, ascending.
  List<Integer> issuesWithPulls() {
    return List.copyOf(pulls.keySet());
  }

  /// Head branch of a pull request; it begins with the key of its issue.
  String branch(int pull) {
    JsonBytes slug = new JsonBytes();
    prose.words(slug, chance("branch", pull), 3);
    String words = slug.toString().replace(' ', '-');
    return issueOf(pull)
        .map(issue -> "feature/" + key(issue) + "-" + words)
        .orElse("chore/" + words);
  }
}
