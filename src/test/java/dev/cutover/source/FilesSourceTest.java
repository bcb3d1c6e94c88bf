package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.integration;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesSourceTest {
  @TempDir Path folder;
  private final Sources sources = Fixtures.sources(new ManualTime(), QUICK);

  @AfterEach
  void close() {
    sources.close();
  }

  @Test
  void everyLineIsARecordWithItsExactBytes() throws Exception {
    String one = "{\"id\":\"1\", \"n\":1e2}";
    write("jira_issues.ndjson", one + "\n\r\n{\"id\":\"2\"}\r\n   \n{\"id\":\"3\"}");
    List<SourcePage> pages = read(EntityType.JIRA_ISSUES);
    assertThat(pages).hasSize(1);
    assertThat(ids(pages)).containsExactly("1", "2", "3");
    assertThat(new String(pages.getFirst().records().getFirst().body(), UTF_8)).isEqualTo(one);
    assertThat(pages.getFirst().rejects()).isEmpty();
  }

  @Test
  void aLineThatIsNoObjectIsSetAsideWithItsPlace() throws Exception {
    byte[] file =
        new ByteBuilder(64)
            .add("{\"id\":\"1\"}\n{\"id\":\"2\"\nnull\n[1]\n{\"id\":\"\"}\n")
            .add(new byte[] {'{', (byte) 0xC0, '}', '\n'})
            .add("{\"id\":\"7\"}")
            .bytes();
    Files.write(folder.resolve("jira_issues.ndjson"), file);
    SourcePage page = read(EntityType.JIRA_ISSUES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "7");
    assertThat(page.rejects())
        .extracting(SourcePage.Reject::pointer)
        .containsExactly(
            "jira_issues.ndjson:2",
            "jira_issues.ndjson:3",
            "jira_issues.ndjson:4",
            "jira_issues.ndjson:5",
            "jira_issues.ndjson:6");
    assertThat(page.rejects().get(0).reason()).contains("ends in the middle");
    assertThat(page.rejects().get(4).body()).isEqualTo(new byte[] {'{', (byte) 0xC0, '}'});
  }

  @Test
  void case45_aByteOrderMarkIsAReasonToSetTheFirstLineAside() throws Exception {
    write("jira_issues.ndjson", "\uFEFF{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    SourcePage page = read(EntityType.JIRA_ISSUES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("2");
    assertThat(page.rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("byte order mark"));
    write("jira_projects.json", "\uFEFF[{\"id\":\"1\"}]");
    assertThat(read(EntityType.JIRA_PROJECTS).getFirst().rejects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jira_issues.ndjson",
        "jira_issues.ndjson.gz",
        "jira_issues.json",
        "jira_issues.json.gz",
        "jira_issues.jsonl"
      })
  void aReaderResumesBehindTheLastPageInEveryFormat(String name) throws Exception {
    int count = 1203;
    String separator = name.contains(".json.") || name.endsWith(".json") ? " ,\n" : "\n";
    String body =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"s\":\"é}]" + "x".repeat(i % 50) + "\\\"\"}")
            .collect(Collectors.joining(separator));
    write(name, separator.equals("\n") ? body + "\n" : " [" + body + "\n ] \n");
    List<SourcePage> whole = read(EntityType.JIRA_ISSUES);
    List<String> expected = IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    assertThat(ids(whole)).isEqualTo(expected);
    assertThat(whole)
        .extracting(p -> p.records().size())
        .as("pages grow from a small first one and shrink towards an end that is known")
        .containsExactlyElementsOf(pageSizes(name));
    assertThat(whole).allMatch(p -> p.rejects().isEmpty());
    List<String> resumed = new ArrayList<>();
    String cursor = null;
    do {
      try (SourceSystem.Reader reader =
          sources.open(files(), EntityType.JIRA_ISSUES, all(), cursor)) {
        SourcePage page = reader.next();
        assertThat(page.rejects()).isEmpty();
        resumed.addAll(ids(List.of(page)));
        cursor = page.cursor();
      }
    } while (cursor != null);
    assertThat(resumed).isEqualTo(expected);
  }

  /// How long a compressed file is cannot be told before its end.
  private static List<Integer> pageSizes(String name) {
    if (name.endsWith(".gz")) {
      return List.of(32, 64, 128, 256, 512, 211);
    }
    return name.endsWith(".json")
        ? List.of(32, 64, 128, 256, 371, 178, 128, 46)
        : List.of(32, 64, 128, 256, 372, 178, 128, 45);
  }

  @Test
  void aFileThatChangedSinceIsReadFromItsBeginning() throws Exception {
    write("jira_issues.ndjson", lines(1, 300));
    String cursor;
    try (SourceSystem.Reader reader = sources.open(files(), EntityType.JIRA_ISSUES, all(), null)) {
      cursor = reader.next().cursor();
    }
    write("jira_issues.ndjson", lines(1, 10));
    assertThat(ids(drain(sources.open(files(), EntityType.JIRA_ISSUES, all(), cursor))))
        .hasSize(10);
  }

  @Test
  void jsonMayHoldOneObjectOrAnArrayOrSeveralObjects() throws Exception {
    write("jira_projects.json", "\n{\n  \"id\": \"1\",\n  \"x\": [\"}\", {\"y\": \"\\\"]\"}]\n}\n");
    write("jira_issue_types.json", "[{\"id\":\"5\"},\n {\"id\":\"6\"}\n]");
    write("jira_statuses.json", "{\"id\":\"8\"}\n{\"id\":\"9\"}");
    assertThat(ids(read(EntityType.JIRA_PROJECTS))).containsExactly("5", "6", "1");
    assertThat(ids(read(EntityType.JIRA_STATUSES))).containsExactly("8", "9");
    write("jira_statuses.json", " [ ] ");
    assertThat(ids(read(EntityType.JIRA_STATUSES))).isEmpty();
    write("jira_statuses.json", "");
    assertThat(ids(read(EntityType.JIRA_STATUSES))).isEmpty();
  }

  @Test
  void aBrokenObjectInAnArrayCostsNoOthers() throws Exception {
    write(
        "jira_statuses.json",
        "[{\"id\":\"1\"}, {\"id\":oops}, 7, \"x\", null, {\"id\":\"2\"}] garbage");
    SourcePage page = read(EntityType.JIRA_STATUSES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "2");
    assertThat(page.rejects())
        .extracting(r -> new String(r.body(), UTF_8))
        .containsExactly("{\"id\":oops}", "7", "\"x\"", "null", "garbage");
    assertThat(page.rejects().getFirst().pointer()).isEqualTo("jira_statuses.json:2");
    write("jira_statuses.json", "[{\"id\":\"1\"}, {\"id\":\"2\"");
    page = read(EntityType.JIRA_STATUSES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1");
    assertThat(page.rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("ends in the middle"));
  }

  @Test
  void companionsAreReadAlongAndIdentifiedInTheirOwnWay() throws Exception {
    write("jira_issues.ndjson", "{\"id\":\"1\"}\n");
    write("jira_dev_status.ndjson", "{\"issueId\":\"1\",\"detail\":[]}\n");
    write(
        "jira_project_statuses.json",
        "[{\"project\":{\"id\":\"10\",\"key\":\"A\"},\"issueTypes\":[]}]");
    write(
        "github_prs.ndjson",
        "{\"id\":5,\"node_id\":\"PR_a\",\"updated_at\":\"2020-01-01T00:00:00Z\"}\n"
            + "{\"id\":\"PR_b\",\"updatedAt\":\"2020-01-01T00:00:00Z\"}\n");
    List<SourcePage> issues = read(EntityType.JIRA_ISSUES);
    assertThat(issues.stream().flatMap(p -> p.records().stream()).map(SourceRecord::entity))
        .containsExactly(EntityType.JIRA_ISSUES, EntityType.JIRA_DEV_STATUS);
    assertThat(ids(read(EntityType.JIRA_STATUSES))).containsExactly("10");
    assertThat(ids(read(EntityType.GITHUB_PRS))).containsExactly("PR_a", "PR_b");
    assertThat(read(EntityType.GITHUB_PRS).getFirst().records())
        .allMatch(r -> r.updatedAt() != null);
  }

  @Test
  void anExportsEnvelopeIsOpened() throws Exception {
    write(
        "jira_issues.ndjson",
        """
        {"entity_type":"jira_issues","external_id":"1","data":{ "id":"1" }}
         { "entity_type":"jira_dev_status","data":{"issueId":"1"},"x":1}
        {"entity_type":"jira_issues","external_id":"77","data":{"key":"no id of its own"}}
        {"entity_type":"github_prs","external_id":"1","data":{"id":"1"}}
        {"entity_type":"elephants","external_id":"1","data":{"id":"1"}}
        {"entity_type":"jira_issues","external_id":"1","data":[]}
        {"entity_type":"jira_issues","external_id":"1","data":{"id":"1"}
        """);
    SourcePage page = read(EntityType.JIRA_ISSUES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "1", "77");
    assertThat(new String(page.records().getFirst().body(), UTF_8)).isEqualTo("{ \"id\":\"1\" }");
    assertThat(page.records().get(1).entity()).isEqualTo(EntityType.JIRA_DEV_STATUS);
    assertThat(page.rejects())
        .extracting(SourcePage.Reject::pointer)
        .containsExactly(
            "jira_issues.ndjson:4",
            "jira_issues.ndjson:5",
            "jira_issues.ndjson:6",
            "jira_issues.ndjson:7");
    assertThat(page.rejects().get(1).reason()).contains("elephants");
  }

  @Test
  void case53_aLineBeyondTheLimitIsSetAsideWithItsBeginning() throws Exception {
    write(
        "jira_issues.ndjson",
        "{\"id\":\"1\"}\n{\"id\":\"" + "x".repeat(3 << 20) + "\"}\n{\"id\":\"3\"}\n");
    write("jira_statuses.json", "[{\"id\":\"1\"},{\"id\":\"" + "x".repeat(3 << 20) + "\"}]");
    SourcePage page = read(EntityType.JIRA_ISSUES).getFirst();
    assertThat(ids(List.of(page))).containsExactly("1", "3");
    assertThat(page.rejects())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.pointer()).isEqualTo("jira_issues.ndjson:2");
              assertThat(r.reason()).contains("limit of 1048576");
              assertThat(r.body()).hasSize(64 << 10);
            });
    assertThat(read(EntityType.JIRA_STATUSES).getFirst().rejects()).hasSize(1);
  }

  @Test
  void pagesAreBoundedInBytesToo() throws Exception {
    write(
        "jira_issues.ndjson",
        IntStream.range(0, 50)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"s\":\"" + "x".repeat(900_000) + "\"}")
            .collect(Collectors.joining("\n")));
    List<SourcePage> pages = read(EntityType.JIRA_ISSUES);
    assertThat(ids(pages)).hasSize(50);
    assertThat(pages).hasSizeBetween(2, 5);
  }

  @Test
  void aDamagedPackedFileGivesWhatIsWholeAndTellsTheRest() throws Exception {
    write("jira_issues.ndjson.gz", lines(1, 200));
    Path file = folder.resolve("jira_issues.ndjson.gz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    List<SourcePage> pages = read(EntityType.JIRA_ISSUES);
    assertThat(ids(pages)).isNotEmpty().hasSizeLessThan(200);
    assertThat(pages.getLast().rejects())
        .anySatisfy(r -> assertThat(r.reason()).contains("damaged"));
    Files.write(file, "this is not gzip".getBytes(UTF_8));
    assertThat(read(EntityType.JIRA_ISSUES).getFirst().rejects()).hasSize(1);
  }

  @Test
  void aMissingEntityIsEmptyButAFolderWithoutAnyIsAMistake() throws Exception {
    assertThat(problem(Map.of("path", folder.toString())).problem().what())
        .contains("no file of any known entity");
    write("jira_projects.ndjson", "{\"id\":\"1\"}");
    List<SourcePage> pages = read(EntityType.JIRA_ISSUES);
    assertThat(pages).singleElement().satisfies(p -> assertThat(p.records()).isEmpty());
    assertThat(problem(Map.of("path", folder.resolve("nowhere").toString())).kind())
        .isEqualTo(SourceProblem.Kind.PERMANENT);
    assertThat(problem(Map.of()).problem().remedy()).contains("path");
    assertThat(sources.test(files())).contains("jira_projects.ndjson (10 bytes)");
  }

  private SourceProblem problem(Map<String, String> settings) {
    return catchThrowableOfType(
        SourceProblem.class,
        () ->
            sources.open(
                integration("files", "", null, "", settings, Map.of()),
                EntityType.JIRA_ISSUES,
                all(),
                null));
  }

  private List<SourcePage> read(EntityType entity) throws InterruptedException {
    return drain(sources.open(files(), entity, all(), null));
  }

  private IntegrationSettings files() {
    return integration("files", "", null, "", Map.of("path", folder.toString()), Map.of());
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "{\"id\":\"" + i + "\",\"h\":\"" + Integer.toHexString(i * 7919) + "\"}\n")
        .collect(Collectors.joining());
  }

  private void write(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(text.getBytes(UTF_8));
      }
    } else {
      bytes.write(text.getBytes(UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }
}
