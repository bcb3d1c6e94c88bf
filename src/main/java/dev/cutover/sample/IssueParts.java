package dev.cutover.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of an issue that are more than a word.
final class IssueParts {
  private static final Template HISTORY = Template.named("history");
  private static final Template LINKED = Template.named("linked-issue");
  private static final Template SPRINT = Template.named("sprint");
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final long MOST_CHANGES = 40;
  private static final long FIRST_CHANGE_ID = 500_000;

  private final Plan plan;
  private final ChangeText changes;

  IssueParts(Plan plan, ChangeText changes) {
    this.plan = plan;
    this.changes = changes;
  }

  void histories(JsonBytes to, int issue, IssueLife life) {
    ZoneOffset offset = plan.project(issue).offset();
    long id = FIRST_CHANGE_ID + issue * MOST_CHANGES;
    for (int i = 0; i < life.changes.size(); i++) {
      Change change = life.changes.get(i);
      long changeId = id + i;
      if (i > 0) {
        to.add(',');
      }
      HISTORY.write(
          to,
          (hole, out) -> {
            switch (hole) {
              case "id" -> out.add(changeId);
              case "author" -> out.add(change.author().jira());
              case "created" -> TimeText.jira(out, change.at(), offset);
              case "items" -> out.add(change.detail());
              default -> throw Template.unknown(hole);
            }
          });
    }
  }

  void parent(JsonBytes to, int issue) {
    Optional<Integer> parent = plan.parent(issue);
    if (parent.isPresent()) {
      linked(to, parent.get());
    } else {
      to.add(NULL);
    }
  }

  void subtasks(JsonBytes to, int issue) {
    List<Integer> subtasks = plan.subtasks(issue);
    for (int i = 0; i < subtasks.size(); i++) {
      if (i > 0) {
        to.add(',');
      }
      linked(to, subtasks.get(i));
    }
  }

  private void linked(JsonBytes to, int issue) {
    LINKED.write(
        to,
        (hole, out) -> {
          switch (hole) {
            case "id" -> out.add(plan.issueId(issue));
            case "key" -> out.add(plan.key(issue));
            case "summary" -> plan.summary(out, issue);
            case "status" -> out.add(new IssueLife(plan, issue, changes).status.jira());
            case "type" -> out.add(plan.type(issue).jira());
            default -> throw Template.unknown(hole);
          }
        });
  }

  void fixVersion(JsonBytes to, int version) {
    if (version > 0) {
      to.add("{\"self\":\"https://jira.example.com/rest/api/3/version/").add(10_500 + version);
      to.add("\",\"id\":\"").add(10_500 + version).add("\",\"name\":\"1.").add(version);
      to.add("\",\"archived\":false,\"released\":true}");
    }
  }

  void resolution(JsonBytes to, IssueLife life) {
    if (life.resolved == null) {
      to.add(NULL);
    } else {
      boolean done = life.status.equals(Status.DONE);
      to.add("{\"self\":\"https://jira.example.com/rest/api/3/resolution/1000\",\"id\":\"1000");
      to.add(done ? '0' : '1').add("\",\"description\":\"\",\"name\":\"");
      to.add(done ? "Done" : "Won't Do").add("\"}");
    }
  }

  void time(JsonBytes to, @Nullable Instant time, ZoneOffset offset) {
    if (time == null) {
      to.add(NULL);
    } else {
      to.add('"');
      TimeText.jira(to, time, offset);
      to.add('"');
    }
  }

  void number(JsonBytes to, int number) {
    if (number == 0) {
      to.add(NULL);
    } else {
      to.add(number);
    }
  }

  void person(JsonBytes to, @Nullable Person person) {
    to.add(person == null ? NULL : person.jira());
  }

  void labels(JsonBytes to, Chance chance) {
    int count = Math.max(0, chance.between(-2, 3));
    for (int i = 0; i < count; i++) {
      to.add(i == 0 ? "\"" : ",\"").add(ChangeText.LABELS.get(chance.below(2) + 2 * i)).add('"');
    }
  }

  void component(JsonBytes to, Chance chance) {
    if (chance.percent(40)) {
      to.add("{\"self\":\"https://jira.example.com/rest/api/3/component/10200\",\"id\":\"10200\"");
      to.add(",\"name\":\"core\"}");
    }
  }

  /// What the development panel shows, as Jira keeps it: a text that is no JSON.
  void development(JsonBytes to, int issue) {
    int pulls = plan.pullsOf(issue).size();
    to.add("{");
    if (pulls > 0) {
      to.add("pullrequest={dataType=pullrequest, state=MERGED, stateCount=").add(pulls);
      to.add(
          "}, json={\\\"cachedValue\\\":{\\\"errors\\\":[],\\\"summary\\\":{}},\\\"isStale\\\":true}");
    }
    to.add("}");
  }

  void sprint(JsonBytes to, Project project, IssueLife life) {
    if (life.sprint == 0) {
      to.add(NULL);
      return;
    }
    to.add('[');
    SPRINT.write(
        to,
        (hole, out) -> {
          switch (hole) {
            case "id" -> out.add(ChangeText.sprintId(project, life.sprint));
            case "board" -> out.add(project.key());
            case "number" -> out.add(life.sprint);
            case "state" -> out.add(life.resolved == null ? "active" : "closed");
            case "boardId" -> out.add(20 + project.index());
            case "start" -> TimeText.utc(out, IssueLife.sprintStart(life.sprint));
            case "end" -> TimeText.utc(out, IssueLife.sprintEnd(life.sprint));
            default -> throw Template.unknown(hole);
          }
        });
    to.add(']');
  }

  void acceptance(JsonBytes to, Chance chance) {
    if (chance.percent(40)) {
      plan.prose.document(to, chance, 1);
    } else {
      to.add(NULL);
    }
  }

  /// Most are documents, some are plain text, some are missing.
  void description(JsonBytes to, Chance chance) {
    int dice = chance.below(10);
    if (dice == 0) {
      to.add(NULL);
    } else if (dice < 3) {
      to.add('"');
      plan.prose.paragraphs(to, chance, chance.between(1, 8), "\\r\\n\\r\\n");
      to.add('"');
    } else {
      plan.prose.document(to, chance, chance.between(1, 7));
    }
  }
}
