package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `queues` and `queues dead-letters` as a person or a script would use them.
class DeadLettersCommandTest {
  private final Path home = TestFolder.create("dead-letters");
  private final PipelineFixture fixture = new PipelineFixture();

  @BeforeEach
  void threeLetters() throws Exception {
    assertThat(run("topology", "apply").status()).isZero();
    fixture.execute(
        "INSERT INTO etl_dead_letter (origin, reason, headers, body) SELECT 'etl.load', 'the body"
            + " has ' || n || ' bytes, the limit is 1', '{}', decode('c328', 'hex') FROM"
            + " generate_series(1, 3) n");
  }

  @AfterEach
  void close() {
    fixture.close();
    TestFolder.delete(home);
  }

  private CutoverProcess run(String... arguments) throws Exception {
    return CutoverProcess.run(home, fixture, arguments);
  }

  private CutoverProcess letters(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("queues", "dead-letters"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private static JsonNode json(CutoverProcess ended) {
    return JsonMapper.builder().build().readTree(ended.out());
  }

  @Test
  void listingGroupsByCauseAndShowingGivesTheExactBytes() throws Exception {
    JsonNode group = json(letters("list", "--json")).get(0);
    assertThat(group.path("letters").asInt()).isEqualTo(3);
    assertThat(group.path("cause").asString()).isEqualTo("the body has N bytes, the limit is N");
    JsonNode each = json(letters("list", "--each", "--json"));
    assertThat(each).hasSize(3);
    Path file = home.resolve("letter.bin");
    CutoverProcess shown =
        letters("show", each.get(0).path("id").asString(), "--out", file.toString());
    assertThat(shown.out()).contains("c3 28", "message.unreadable");
    assertThat(Files.readAllBytes(file)).containsExactly(0xC3, 0x28);
  }

  @Test
  void replayingTellsTheCountFirstAndActsOnlyWhenApproved() throws Exception {
    CutoverProcess asked = letters("replay", "--origin", "etl.load");
    assertThat(asked.status()).isEqualTo(Exit.NEEDS_DECISION);
    assertThat(asked.err()).contains("replay 3 dead letters", "20 a second", "--approve");
    assertThat(letters("replay").status()).as("which?").isEqualTo(Exit.USAGE);
    assertThat(letters("replay", "--all", "--approve", "--read-only").status())
        .isEqualTo(Exit.REFUSED);
    assertThat(fixture.text("SELECT string_agg(state, ',') FROM etl_dead_letter"))
        .isEqualTo("kept,kept,kept");

    CutoverProcess done = letters("replay", "--origin", "etl.load", "--approve", "--json");
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(json(done).path("replayed").asInt()).isEqualTo(3);
    assertThat(json(letters("list", "--json"))).isEmpty();
    JsonNode depths = json(run("queues", "--json"));
    JsonNode load = depths.get(2);
    assertThat(load.path("queue").asString()).isEqualTo("etl.load");
    assertThat(load.path("ready").asInt()).isEqualTo(3);
    assertThat(load.path("unacked").isNull()).as("unknown, not 0").isTrue();
    assertThat(load.path("state").asString()).isEqualTo("no consumers");
    assertThat(fixture.text("SELECT actor FROM etl_dead_letter_event LIMIT 1"))
        .isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void discardingWantsAReasonAndKeepsTheBytes() throws Exception {
    assertThat(letters("discard", "--all", "--approve").status()).isEqualTo(Exit.USAGE);
    assertThat(letters("discard", "--all", "--reason", "tests").status())
        .isEqualTo(Exit.NEEDS_DECISION);
    assertThat(letters("discard", "--all", "--reason", "tests", "--approve").status()).isZero();
    assertThat(json(letters("list", "--each", "--state", "discarded", "--json"))).hasSize(3);
  }
}
