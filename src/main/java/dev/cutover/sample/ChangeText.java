package dev.cutover.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements of `items` in a history entry.
final class ChangeText {
  static final List<String> LABELS =
      List.of("backend", "frontend", "tech-debt", "customer", "sécurité", "性能", "quick-win");
  private final JsonBytes out = new JsonBytes();

  byte[] status(Status from, Status to) {
    begin("status", "jira", "status");
    out.add("\"from\":\"").add(from.id()).add("\",\"fromString\":").quoted(from.name());
    out.add(",\"to\":\"").add(to.id()).add("\",\"toString\":").quoted(to.name());
    return end();
  }

  byte[] assignee(@Nullable Person from, Person to) {
    begin("assignee", "jira", "assignee");
    if (from == null) {
      out.add("\"from\":null,\"fromString\":null,\"tmpFromAccountId\":null");
    } else {
      out.add("\"from\":\"").add(from.account()).add("\",\"fromString\":").quoted(from.name());
      out.add(",\"tmpFromAccountId\":\"").add(from.account()).add('"');
    }
    out.add(",\"to\":\"").add(to.account()).add("\",\"toString\":").quoted(to.name());
    out.add(",\"tmpToAccountId\":\"").add(to.account()).add('"');
    return end();
  }

  byte[] sprint(Project project, int from, int to) {
    begin("Sprint", "custom", "customfield_10020");
    out.add("\"from\":\"");
    if (from > 0) {
      out.add(sprintId(project, from));
    }
    out.add("\",\"fromString\":\"");
    if (from > 0) {
      out.add(project.key()).add(" Sprint ").add(from);
    }
    out.add("\",\"to\":\"").add(sprintId(project, to)).add("\",\"toString\":\"");
    out.add(project.key()).add(" Sprint ").add(to).add('"');
    return end();
  }

  static int sprintId(Project project, int number) {
    return 1000 * (project.index() + 1) + number;
  }

  byte[] fixVersion(int from, int to) {
    begin("Fix Version", "jira", "fixVersions");
    if (from == 0) {
      out.add("\"from\":null,\"fromString\":null");
    } else {
      out.add("\"from\":\"").add(10_500 + from).add("\",\"fromString\":\"1.").add(from).add("\"");
    }
    out.add(",\"to\":\"").add(10_500 + to).add("\",\"toString\":\"1.").add(to).add("\"");
    return end();
  }

  byte[] estimate(int from, int to) {
    begin("timeestimate", "jira", "timeestimate");
    out.add("\"from\":").add(from == 0 ? "null" : "\"" + from + "\"");
    out.add(",\"fromString\":").add(from == 0 ? "null" : "\"" + from + "\"");
    out.add(",\"to\":\"").add(to).add("\",\"toString\":\"").add(to).add('"');
    return end();
  }

  byte[] rank() {
    begin("Rank", "custom", "customfield_10019");
    out.add("\"from\":\"\",\"fromString\":\"\",\"to\":\"\",\"toString\":\"Ranked higher\"");
    return end();
  }

  byte[] labels(Chance chance) {
    begin("labels", "jira", "labels");
    out.add("\"from\":null,\"fromString\":\"").add(chance.of(LABELS));
    out.add("\",\"to\":null,\"toString\":\"").add(chance.of(LABELS)).add('"');
    return end();
  }

  byte[] description(Prose prose, Chance chance) {
    begin("description", "jira", "description");
    out.add("\"from\":null,\"fromString\":\"");
    prose.paragraphs(out, chance, chance.between(1, 3), "\\n");
    out.add("\",\"to\":null,\"toString\":\"");
    prose.paragraphs(out, chance, chance.between(1, 4), "\\r\\n");
    out.add('"');
    return end();
  }

  private void begin(String field, String type, String id) {
    out.clear();
    out.add("{\"field\":\"").add(field).add("\",\"fieldtype\":\"").add(type);
    out.add("\",\"fieldId\":\"").add(id).add("\",");
  }

  private byte[] end() {
    return out.add('}').toArray();
  }
}
