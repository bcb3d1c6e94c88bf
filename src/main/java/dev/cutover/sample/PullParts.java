package dev.cutover.sample;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lists of a pull request, and what else of it is more than a word.
final class PullParts {
  private static final Template COMMIT = Template.named("commit");
  private static final Template REVIEW = Template.named("review");
  private static final Template COMMENT = Template.named("pr-comment");
  private static final Template LINE_COMMENT = Template.named("line-comment");
  private static final Template THREAD = Template.named("thread");
  private static final List<String> REVIEWS =
      List.of("APPROVED", "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED");
  private static final int MOST = 16;

  private final Plan plan;

  PullParts(Plan plan) {
    this.plan = plan;
  }

  /// Typed into a browser: lines end with CRLF.
  void body(JsonBytes to, Chance chance) {
    if (chance.percent(10)) {
      to.add("null");
      return;
    }
    to.add("\"## What\\r\\n");
    plan.prose.paragraphs(to, chance, chance.between(1, 4), "\\r\\n");
    to.add("\\r\\n\\r\\n## Why\\r\\n- [x] ");
    plan.prose.title(to, chance);
    to.add("\\r\\n- [ ] ");
    plan.prose.title(to, chance);
    to.add("\\r\\n\"");
  }

  void time(JsonBytes to, @Nullable Instant time) {
    if (time == null) {
      to.add("null");
    } else {
      to.add('"');
      TimeText.utc(to, time);
      to.add('"');
    }
  }

  void author(JsonBytes to, int pull, PullLife life) {
    if (pull == Oddity.NO_AUTHOR) {
      to.add("null");
    } else if (pull % 40 == Oddity.BOT) {
      to.add("{\"login\":\"dependency-bot\",\"__typename\":\"Bot\"}");
    } else {
      actor(to, life.author);
    }
  }

  void mergedBy(JsonBytes to, PullLife life) {
    if (life.isMerged()) {
      to.add("{\"login\":\"").add(life.mergedBy.login()).add("\"}");
    } else {
      to.add("null");
    }
  }

  private static void actor(JsonBytes to, Person person) {
    to.add("{\"login\":\"").add(person.login()).add("\",\"__typename\":\"User\"}");
  }

  void oid(JsonBytes to, int pull, int commit) {
    Chance chance = plan.chance("commit", (long) pull * MOST + commit);
    to.hex(chance.bits(), 16).hex(chance.bits(), 16).hex(chance.bits(), 8);
  }

  void mergeCommit(JsonBytes to, int pull, PullLife life) {
    if (life.isMerged()) {
      to.add("{\"oid\":\"");
      oid(to, pull, MOST - 2);
      to.add("\"}");
    } else {
      to.add("null");
    }
  }

  void commits(JsonBytes to, int pull, PullLife life, Chance chance) {
    for (int i = 0; i < life.commits; i++) {
      int number = i;
      Person author = i % 3 == 2 ? chance.of(plan.people) : life.author;
      to.add(i > 0 ? "," : "");
      COMMIT.write(
          to,
          (hole, out) -> {
            switch (hole) {
              case "oid" -> oid(out, pull, number);
              case "message" -> text(out, chance, "\\n\\n");
              case "date" -> TimeText.utc(out, life.moment(number, life.commits));
              case "name" -> out.quoted(author.name());
              case "mail" -> out.add(author.mail());
              default -> throw Template.unknown(hole);
            }
          });
    }
  }

  void reviews(JsonBytes to, int pull, PullLife life, Chance chance) {
    for (int i = 0; i < life.reviews; i++) {
      int number = i;
      Person author = chance.of(plan.people);
      to.add(i > 0 ? "," : "");
      REVIEW.write(
          to,
          (hole, out) -> {
            switch (hole) {
              case "id" -> out.add(2_100_000_000L + (long) pull * MOST + number);
              case "state" -> out.add(chance.of(REVIEWS));
              case "body" -> remark(out, chance);
              case "date" -> TimeText.utc(out, life.moment(number, life.reviews));
              case "author" -> actor(out, author);
              case "oid" -> oid(out, pull, Math.min(number, life.commits - 1));
              default -> throw Template.unknown(hole);
            }
          });
    }
  }

  /// The ids of comments are beyond 32 bits, that of the first of all beyond 53.
  void comments(JsonBytes to, int pull, PullLife life, Chance chance) {
    long first = pull == 0 ? 9_007_199_254_740_993L : 3_000_000_000L;
    for (int i = 0; i < life.comments; i++) {
      to.add(i > 0 ? "," : "");
      comment(COMMENT, to, first + (long) pull * MOST + i, life.moment(i, life.comments), chance);
    }
  }

  void threads(JsonBytes to, int pull, PullLife life, Chance chance) {
    for (int i = 0; i < life.threads; i++) {
      long id = 4_000_000_000L + ((long) pull * MOST + i) * MOST;
      int count = chance.between(1, 3);
      Instant at = life.moment(i, life.threads);
      to.add(i > 0 ? "," : "");
      THREAD.write(
          to,
          (hole, out) -> {
            switch (hole) {
              case "id" -> out.add(id);
              case "count" -> out.add(count);
              case "comments" -> {
                for (int comment = 0; comment < count; comment++) {
                  out.add(comment > 0 ? "," : "");
                  comment(LINE_COMMENT, out, id + comment, at.plusSeconds(60L * comment), chance);
                }
              }
              default -> throw Template.unknown(hole);
            }
          });
    }
  }

  private void comment(Template shape, JsonBytes to, long id, Instant at, Chance chance) {
    Person author = chance.of(plan.people);
    boolean outdated = chance.percent(20);
    shape.write(
        to,
        (hole, out) -> {
          switch (hole) {
            case "id" -> out.add(id);
            case "body" -> remark(out, chance);
            case "date" -> TimeText.utc(out, at);
            case "author" -> actor(out, author);
            case "path" -> {
              out.add("src/main/");
              plan.prose.words(out, chance, 1);
              out.add(".java");
            }
            case "position" -> out.add(outdated ? "null" : "12");
            case "line" -> out.add(outdated ? "null" : String.valueOf(chance.between(1, 400)));
            default -> throw Template.unknown(hole);
          }
        });
  }

  private void text(JsonBytes to, Chance chance, String lineEnd) {
    to.add('"');
    plan.prose.title(to, chance);
    if (chance.percent(40)) {
      to.add(lineEnd);
      plan.prose.paragraphs(to, chance, 2, "\\n");
    }
    to.add('"');
  }

  private void remark(JsonBytes to, Chance chance) {
    text(to, chance, "\\r\\n\\r\\n");
  }
}
