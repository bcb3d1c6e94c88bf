package dev.cutover.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class SampleDataTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final DateTimeFormatter JIRA =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

  @TempDir private static Path demo;
  private static final Map<String, List<JsonNode>> DEMO = new HashMap<>();

  @TempDir private Path folder;

  @BeforeAll
  static void writeTheDemo() throws Exception {
    SampleData.write(demo, SampleSize.DEMO, 1, Progress.SILENT);
    for (String file : contents(demo).keySet()) {
      DEMO.put(file.replace(".ndjson", ""), parsed(demo.resolve(file)));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
    write(SampleSize.DEMO, 1);
    assertThat(contents(folder)).isEqualTo(contents(demo));
    write(SampleSize.DEMO, 8);
    for (String file : List.of("jira_issues.ndjson", "github_prs.ndjson")) {
      assertThat(contents(folder).get(file)).isNotEqualTo(contents(demo).get(file));
    }
  }

  @Test
  void theDemoHasItsFilesWithOneRecordALine() {
    Map<String, Integer> records = new HashMap<>();
    DEMO.forEach((entity, lines) -> records.put(entity, lines.size()));
    assertThat(records)
        .containsEntry("jira_projects", 12)
        .containsEntry("jira_issue_types", 5)
        .containsEntry("jira_statuses", 9)
        .containsEntry("jira_project_statuses", 12)
        .containsEntry("jira_issues", 400)
        .containsEntry("github_repositories", 6)
        .containsEntry("github_prs", 120)
        .containsKey("jira_dev_status")
        .hasSize(8);
  }

  @Test
  void idsAreUniqueInEachFile() {
    for (String entity : List.of("jira_projects", "jira_issues", "github_prs", "jira_statuses")) {
      List<JsonNode> records = records(entity);
      Set<String> ids = new HashSet<>();
      records.forEach(record -> ids.add(record.get("id").asString()));
      assertThat(ids).as(entity).hasSameSizeAs(records);
    }
  }

  @Test
  void issuesHaveTheSizeAndTheHistoryOfRealOnes() throws Exception {
    List<JsonNode> issues = records("jira_issues");
    double changes = issues.stream().mapToInt(each -> histories(each).size()).average().orElse(0);
    double moves = issues.stream().mapToInt(each -> moves(each).size()).average().orElse(0);
    double bytes = Files.size(demo.resolve("jira_issues.ndjson")) / (double) issues.size();
    assertThat(bytes).isBetween(33_000.0, 38_000.0);
    assertThat(changes).isBetween(16.5, 19.0);
    assertThat(moves).isBetween(5.3, 6.5);
  }

  @Test
  void timesAscendAndStatusesFollowEachOther() {
    for (JsonNode issue : records("jira_issues")) {
      Instant before = time(issue.at("/fields/created"));
      for (JsonNode history : histories(issue)) {
        Instant at = time(history.get("created"));
        assertThat(at).as(issue.get("key").asString()).isAfter(before);
        before = at;
      }
      assertThat(time(issue.at("/fields/updated"))).isEqualTo(before);
      String status = "10000";
      for (JsonNode move : moves(issue)) {
        assertThat(move.get("from").asString()).isEqualTo(status);
        status = move.get("to").asString();
      }
      assertThat(issue.at("/fields/status/id").asString()).isEqualTo(status);
      String category = issue.at("/fields/status/statusCategory/key").asString();
      assertThat(issue.at("/fields/resolutiondate").isNull()).isEqualTo(!category.equals("done"));
    }
  }

  @Test
  void allStatusesOfTheHistoryAreInTheCatalogueButOne() {
    Set<String> known = new HashSet<>();
    records("jira_statuses").forEach(status -> known.add(status.get("id").asString()));
    Set<String> missing = new TreeSet<>();
    for (JsonNode issue : records("jira_issues")) {
      for (JsonNode move : moves(issue)) {
        missing.add(move.get("to").asString());
      }
    }
    missing.removeAll(known);
    assertThat(missing).containsExactly("10019");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Map<String, JsonNode> issues = new HashMap<>();
    records("jira_issues").forEach(issue -> issues.put(issue.get("id").asString(), issue));
    int parents = 0;
    for (JsonNode issue : issues.values()) {
      JsonNode parent = issue.at("/fields/parent");
      if (!parent.isNull()) {
        JsonNode itself =
            issues.getOrDefault(parent.get("id").asString(), MissingNode.getInstance());
        assertThat(itself.at("/key")).isEqualTo(parent.get("key"));
        assertThat(itself.at("/fields/summary")).isEqualTo(parent.at("/fields/summary"));
        assertThat(itself.at("/fields/status")).isEqualTo(parent.at("/fields/status"));
        assertThat(itself.at("/fields/project/id")).isEqualTo(issue.at("/fields/project/id"));
        parents++;
      }
      assertThat(issue.at("/fields/issuetype/subtask").asBoolean() && parent.isNull()).isFalse();
    }
    assertThat(parents).isGreaterThan(60);
    for (JsonNode issue : issues.values()) {
      for (JsonNode subtask : issue.at("/fields/subtasks")) {
        JsonNode itself =
            issues.getOrDefault(subtask.get("id").asString(), MissingNode.getInstance());
        assertThat(itself.at("/fields/parent/id")).isEqualTo(issue.get("id"));
      }
    }
  }

  @Test
  void issuesAndPullRequestsKnowEachOther() {
    Set<String> pulls = new HashSet<>();
    for (JsonNode pull : records("github_prs")) {
      pulls.add(pull.at("/repository/databaseId").asString() + "#" + pull.get("number").asString());
    }
    Set<String> issues = new HashSet<>();
    Set<String> withCode = new HashSet<>();
    for (JsonNode issue : records("jira_issues")) {
      issues.add(issue.get("id").asString());
      if (!issue.at("/fields/customfield_10000").asString().equals("{}")) {
        withCode.add(issue.get("id").asString());
      }
    }
    Set<String> linked = new HashSet<>();
    Set<String> withLinks = new HashSet<>();
    for (JsonNode record : records("jira_dev_status")) {
      assertThat(issues).contains(record.get("issueId").asString());
      withLinks.add(record.get("issueId").asString());
      for (JsonNode pull : record.at("/detail/0/pullRequests")) {
        linked.add(pull.get("repositoryId").asString() + pull.get("id").asString());
      }
    }
    assertThat(pulls).hasSize(120).containsAll(linked);
    assertThat(linked).hasSizeGreaterThan(90);
    assertThat(withLinks).isEqualTo(withCode);
  }

  @Test
  void theOdditiesAreThere() throws Exception {
    String issues = Files.readString(demo.resolve("jira_issues.ndjson"));
    String pulls = Files.readString(demo.resolve("github_prs.ndjson"));
    assertThat(issues)
        .contains("\"summary\":\"\u200B")
        .contains("\\u0000 after a zero\"")
        .contains("\"id\":\"9007199254740993\"")
        .contains("\"customfield_10110\":12345678901234567.89,")
        .contains("+0800\"", "-0500\"", "+0530\"")
        .contains("王小雨", "🪁");
    assertThat(pulls)
        .contains("\\r\\n")
        .contains("\"author\":null,\"mergedBy\"")
        .contains("\"__typename\":\"Bot\"");
    List<JsonNode> records = records("jira_issues");
    assertThat(records)
        .anyMatch(issue -> issue.at("/fields/description").isString())
        .anyMatch(issue -> issue.at("/fields/description/type").asString("").equals("doc"))
        .anyMatch(issue -> issue.at("/fields/description").isNull());
    assertThat(records.get(0).get("fields").propertyStream())
        .filteredOn(field -> field.getValue().isNull())
        .hasSizeGreaterThan(80);
  }

  @Test
  void countsOfPullRequestsAreThoseOfTheirLists() {
    Set<String> states = new TreeSet<>();
    for (JsonNode pull : records("github_prs")) {
      for (String list : List.of("commits", "reviews", "comments", "reviewThreads")) {
        assertThat(pull.get(list).get("nodes").size())
            .isEqualTo(pull.get(list).get("totalCount").asInt());
      }
      String state = pull.get("state").asString();
      states.add(state);
      assertThat(pull.get("mergedAt").isNull()).isEqualTo(!state.equals("MERGED"));
      assertThat(pull.get("closedAt").isNull()).isEqualTo(state.equals("OPEN"));
    }
    assertThat(states).containsExactly("CLOSED", "MERGED", "OPEN");
  }

  @Test
  void aSampleOfIssuesAloneHasNoOtherFilesThanJirasCatalogues() throws Exception {
    write(SampleSize.ofIssues(30), 1);
    assertThat(contents(folder).keySet())
        .containsExactlyInAnyOrder(
            "jira_projects.ndjson",
            "jira_issue_types.ndjson",
            "jira_statuses.ndjson",
            "jira_project_statuses.ndjson",
            "jira_issues.ndjson");
  }

  @Test
  void anInterruptionLeavesNoHalfFile() throws Exception {
    Progress interrupting =
        part -> {
          if (part.file().equals("jira_issues.ndjson")) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> SampleData.write(folder, SampleSize.ofIssues(200), 1, interrupting))
        .isInstanceOf(InterruptedException.class);
    assertThat(contents(folder).keySet()).contains("jira_projects.ndjson");
    assertThat(contents(folder).keySet()).noneMatch(name -> name.startsWith("jira_issues"));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> SampleData.write(file, SampleSize.DEMO, 1, Progress.SILENT))
        .isInstanceOf(SampleTrouble.class)
        .hasMessageContaining(file.toString());
  }

  private void write(SampleSize size, long seed) throws InterruptedException {
    SampleData.write(folder, size, seed, Progress.SILENT);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  private static List<JsonNode> records(String entity) {
    return DEMO.getOrDefault(entity, List.of());
  }

  private static List<JsonNode> parsed(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  private static List<JsonNode> histories(JsonNode issue) {
    return issue.at("/changelog/histories").valueStream().toList();
  }

  private static List<JsonNode> moves(JsonNode issue) {
    return histories(issue).stream()
        .flatMap(history -> history.get("items").valueStream())
        .filter(item -> item.get("field").asString().equals("status"))
        .toList();
  }

  private static Instant time(JsonNode text) {
    return OffsetDateTime.parse(text.asString(), JIRA).toInstant();
  }
}
