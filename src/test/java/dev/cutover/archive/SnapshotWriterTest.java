package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.database.LiveRawSource;
import dev.cutover.job.Progress;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotResult;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a snapshot comes into being, and how it is proved afterwards.
class SnapshotWriterTest {
  private final Path folder = TestFolder.create("writer");
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final RawSource live = new LiveRawSource(fixture.database("ui"), "db7/pulse");
  private final Path file = folder.resolve("s.cutover.sqlite");

  @AfterEach
  void close() {
    fixture.close();
    TestFolder.delete(folder);
  }

  private SnapshotResult write(RawQuery query, @Nullable Masking masking, Progress progress) {
    return new SnapshotWriter(folder)
        .write(
            live,
            query,
            masking,
            new SnapshotWriter.Circumstances(Instant.EPOCH, "test", "state failed"),
            file,
            progress);
  }

  private SnapshotCheck verified() {
    return new SnapshotVerification(file, Progress.SILENT).run(folder);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(n -> n.startsWith("s."))
          .toList();
    }
  }

  @Test
  void theManifestTellsWhereItComesFromAndTheFileProvesItself() throws Exception {
    table.many(20);
    fixture.execute(
        "INSERT INTO custom_fields_mappings (tenant_id, integration_id, target, field_id) VALUES"
            + " (%d, %d, 'story_points', 'customfield_1')"
                .formatted(fixture.tenant, fixture.integration));
    SnapshotResult result = write(RawQuery.EVERYTHING, null, Progress.SILENT);
    assertThat(result.rows()).isEqualTo(20);
    assertThat(left()).containsExactly("s.cutover.sqlite");
    SnapshotCheck check = verified();
    assertThat(check.isWhole()).as("%s", check).isTrue();
    assertThat(check.intact()).isEqualTo(20);
    assertThat(check.fileSha256()).isEqualTo(result.sha256());
    assertThat(check.facts().provenance().origin()).isEqualTo("db7/pulse");
    assertThat(check.facts().provenance().server()).startsWith("PostgreSQL 15");
    assertThat(check.facts().provenance().schema()).isNotEmpty();
    assertThat(check.facts().provenance().fieldMappings().values())
        .containsExactly(java.util.Map.of("story_points", "customfield_1"));
    assertThat(check.facts().filter()).isEqualTo("state failed");
    assertThat(check.facts().takenAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void rowsThatArriveMeanwhileAreNotInIt() {
    table.many(1200);
    Progress writes =
        new Progress() {
          private boolean done;

          @Override
          public void at(long rows, long total) {
            if (!done && rows > 0) {
              done = true;
              table.row("new", "{}").store();
              fixture.execute("UPDATE raw_extraction_data SET processing_status = 'failed'");
            }
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    assertThat(write(RawQuery.EVERYTHING, null, writes).rows()).isEqualTo(1200);
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      assertThat(source.facets().states())
          .extracting(state -> state.status() + " " + state.rows().rows())
          .containsExactly("loaded 1200");
    }
  }

  /// The driver's own configuration set it too late: pages of 4 KB, and twice the calls to write.
  @Test
  void pagesHaveTheSizeThatWasChosen() throws Exception {
    table.many(5);
    write(RawQuery.EVERYTHING, null, Progress.SILENT);
    assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).getShort(16))
        .as("page size in the file's header")
        .isEqualTo((short) SnapshotSchema.PAGE_SIZE);
  }

  @Test
  void aStopLeavesNothing() throws Exception {
    table.many(1200);
    Progress stops =
        new Progress() {
          private long seen;

          @Override
          public void at(long rows, long total) {
            seen = rows;
          }

          @Override
          public boolean isCancelled() {
            return seen > 0;
          }
        };
    SnapshotResult result = write(RawQuery.EVERYTHING, null, stops);
    assertThat(result.stopped()).isTrue();
    assertThat(left()).isEmpty();
  }

  @Test
  void whatAKilledWriterLeftIsReplaced() throws Exception {
    table.many(3);
    Files.writeString(folder.resolve("s.cutover.sqlite.part"), "half of something");
    assertThat(write(RawQuery.EVERYTHING, null, Progress.SILENT).rows()).isEqualTo(3);
    assertThat(left()).containsExactly("s.cutover.sqlite");
  }

  @Test
  void aDocumentOfTwelveMegabytesSurvivesAmongSmallOnes() {
    StringBuilder json = new StringBuilder("{\"small\":\"\u200b\ud83d\ude80\",\"list\":[0");
    for (int i = 1; json.length() < 12_000_000; i++) {
      json.append(",\"entry ").append(i).append('"');
    }
    byte[] large =
        json.append("],\"last\":\"quincunx\"}").toString().getBytes(StandardCharsets.UTF_8);
    table.many(100);
    long id = table.row("large", large, "{}").store();
    long after = table.row("after", "{\"a\":\"after\"}").store();

    assertThat(write(RawQuery.EVERYTHING, null, Progress.SILENT).rows()).isEqualTo(102);

    assertThat(verified().isWhole()).isTrue();
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      assertThat(source.record(id).orElseThrow().body()).isEqualTo(large);
      assertThat(
              source
                  .page(
                      RawQuery.all().text("quincunx").query(),
                      RawCursor.first(),
                      5,
                      Duration.ofSeconds(5))
                  .lines())
          .extracting(line -> line.id())
          .containsExactly(id);
      assertThat(source.record(after).orElseThrow().body()).hasSize(13);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() {
    assertThatThrownBy(
            () ->
                new SnapshotWriter(folder)
                    .write(
                        live,
                        RawQuery.EVERYTHING,
                        null,
                        new SnapshotWriter.Circumstances(Instant.EPOCH, "test", ""),
                        folder.resolve("none/s.cutover.sqlite"),
                        Progress.SILENT))
        .isInstanceOf(SnapshotTrouble.class)
        .hasMessageContaining("could not be written")
        .hasMessageContaining("Nothing of it is left");
  }

  @Test
  void onlyWhatTheFilterMatchesIsInIt() {
    table.row("1", "{\"a\":1}").status("failed").store();
    table.row("2", "{\"a\":2}").store();
    RawQuery failed = RawQuery.all().states(java.util.Set.of("failed")).query();
    assertThat(write(failed, null, Progress.SILENT).rows()).isEqualTo(1);
  }

  @Test
  void namesAddressesAndTokensAreMaskedAndTheManifestSaysSo() {
    String document =
        "{\"id\":1,\"fields\":{\"reporter\":{\"displayName\":\"Ann"
            + " Example\",\"emailAddress\":\"ann@acme.example\"},\"assignee\":{\"displayName\":\"Ann"
            + " Example\"},\"status\":{\"name\":\"Open\"},\"text\":\"ask bob@acme.example, key"
            + " ghp_0123456789012345678901234567890123456789\",\"n\":1.10}}";
    long id = table.row("1", document).store();
    Masking masking = new Masking(EnumSet.allOf(Masking.Kind.class), new byte[] {1, 2, 3});
    write(RawQuery.EVERYTHING, masking, Progress.SILENT);
    assertThat(verified().facts().masked()).containsExactly("emails", "tokens", "names");
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      RawRecord row = source.record(id).orElseThrow();
      String text = new String(row.body(), StandardCharsets.UTF_8);
      assertThat(text)
          .doesNotContain("Ann", "ann@", "bob@", "ghp_")
          .contains("\"name\":\"Open\"", "\"n\":1.10", "@masked.invalid", "masked-token-");
      String name = text.replaceAll(".*\"reporter\":\\{\"displayName\":\"(.*?)\".*", "$1");
      assertThat(text).contains("\"assignee\":{\"displayName\":\"" + name + "\"}");
      assertThat(row.exact()).isFalse();
      assertThat(
              source
                  .page(
                      RawQuery.all().text("ann").query(),
                      RawCursor.first(),
                      5,
                      Duration.ofSeconds(5))
                  .lines())
          .isEmpty();
    }
  }

  @Test
  void aChangedDocumentIsNamedAndTheOthersStayReadable() throws Exception {
    table.row("1", "{\"a\":\"first\"}").store();
    long second = table.row("2", "{\"a\":\"second\"}").store();
    write(RawQuery.EVERYTHING, null, Progress.SILENT);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("{\"a\":\"second\"}");
    bytes[at + 6] = 'S';
    Files.write(file, bytes);
    SnapshotCheck check = verified();
    assertThat(check.isWhole()).isFalse();
    assertThat(check.sealed()).isFalse();
    assertThat(check.intact()).isEqualTo(1);
    assertThat(check.damaged())
        .singleElement()
        .satisfies(
            damaged -> {
              assertThat(damaged.name()).contains("raw row " + second);
              assertThat(damaged.why()).isEqualTo("it was changed");
            });
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      assertThat(source.record(second).orElseThrow().flags()).contains("damaged");
    }
  }

  @Test
  void otherVersionsOfTheFileAreToldWithWhatToDo() throws Exception {
    table.many(2);
    write(RawQuery.EVERYTHING, null, Progress.SILENT);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    for (int before = 1; before < SnapshotSchema.VERSION; before++) {
      Files.write(file, header.putInt(60, before).array());
      assertThatThrownBy(() -> SnapshotSource.open(file, folder))
          .isInstanceOf(SnapshotTrouble.class)
          .hasMessageContaining("older version");
    }
    Files.write(file, header.putInt(60, SnapshotSchema.VERSION + 1).array());
    assertThatThrownBy(() -> SnapshotSource.open(file, folder))
        .hasMessageContaining("newer version");
  }

  @Test
  void foreignAndMissingFilesAreToldApartFromDamagedOnes() throws Exception {
    assertThatThrownBy(() -> SnapshotSource.open(file, folder))
        .hasMessageContaining("There is no file");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> SnapshotSource.open(file, folder))
        .isInstanceOf(SnapshotTrouble.class)
        .hasMessageContaining("is not a snapshot");
    Files.delete(file);
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE x (y)");
    }
    assertThatThrownBy(() -> SnapshotSource.open(file, folder))
        .hasMessageContaining("is not a snapshot");
    Files.delete(file);
    table.many(2);
    write(RawQuery.EVERYTHING, null, Progress.SILENT);
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE VIEW tempting AS SELECT 1");
    }
    assertThatThrownBy(() -> SnapshotSource.open(file, folder)).hasMessageContaining("'tempting'");
  }
}
