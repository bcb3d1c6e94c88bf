package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.database.Database;
import dev.cutover.database.LiveRawSource;
import dev.cutover.job.Progress;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.StoppingProgress;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made of raw rows.
class RawExportTest {
  private static final RawQuery OLDEST = RawQuery.all().newestFirst(false).query();

  @TempDir Path folder;
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final Database database = fixture.database("ui");
  private final RawExport export = new RawExport(new LiveRawSource(database, "test"));

  @AfterEach
  void close() {
    fixture.close();
  }

  private RawExport.Result write(RawFormat format, String name) {
    return export.write(OLDEST, format, folder.resolve(name), 0, Progress.SILENT);
  }

  @Test
  void documentsStandOneALineAsTheyCame() throws Exception {
    table
        .row("1", "{\"id\": 9007199254740993,\r\n \"d\":1.50, \"t\":\"a\\nb \\\" \u200b🚀\"}")
        .store();
    table.row("2", "{\"dup\":1,\"dup\":2}").store();
    RawExport.Result result = write(new RawFormat.Documents(false), "x.ndjson");
    assertThat(result.rows()).isEqualTo(2);
    byte[] bytes = Files.readAllBytes(folder.resolve("x.ndjson"));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\": 9007199254740993, \"d\":1.50, \"t\":\"a\\n"
                + "b \\\" \u200b🚀\"}\n"
                + "{\"dup\":1,\"dup\":2}\n");
    assertThat(result.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(result.bytes()).isEqualTo(bytes.length);
    assertThat(folder.resolve("x.ndjson.partial")).doesNotExist();
  }

  @Test
  void provenanceStandsAroundTheDocument() throws Exception {
    long id = table.row("a\"b", "{\"n\":1e2}").store();
    byte[] noJson = {'{', '"', 'x', '"', ':', (byte) 0xff, '}'};
    table.row("bad", noJson, "{\"x\":\"?\"}").flags("{invalid_utf8}").store();
    RawExport.Result result = write(new RawFormat.Provenance(true), "x.ndjson.gz");
    assertThat(result.rows()).isEqualTo(2);
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("x.ndjson.gz")))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst())
          .startsWith("{\"id\":" + id + ",\"tenant_id\":")
          .contains("\"external_id\":\"a\\\"b\"")
          .endsWith(",\"raw_data\":{\"n\":1e2}}");
      assertThat(lines.getLast())
          .contains("\"raw_body_base64\":\"eyJ4Ijr/fQ==\"")
          .endsWith(",\"raw_data\":{\"x\": \"?\"}}");
      lines.forEach(line -> JsonOutlineTest.outline(line));
    }
  }

  @Test
  void aTableHoldsTheChosenValues() throws Exception {
    table
        .row(
            "1",
            "{\"key\":\"OPS-1\",\"f\":{\"s\":\"a, \\\"b\\\"\\nc\",\"n\":12345678901234567890.10}}")
        .store();
    table.row("2", "{\"key\":\"\",\"f\":{\"n\":null,\"s\":[1]}}").store();
    write(new RawFormat.Csv(List.of("$.key", "$.f.n", "$.f.s")), "x.csv");
    assertThat(
            Files.readString(folder.resolve("x.csv"))
                .replaceAll("(?m)^[^\"\r\n]*jira_issues,", "…,"))
        .isEqualTo(
            """
            id,tenant,integration,entity,external_id,version,extracted_at,status,$.key,$.f.n,$.f.s\r
            …,1,1,2026-01-01T00:00:01Z,loaded,OPS-1,12345678901234567890.10,"a, ""b""
            c"\r
            …,2,1,2026-01-01T00:00:02Z,loaded,"",,[1]\r
            """);
    assertThatThrownBy(() -> new RawFormat.Csv(List.of("$.a[*]")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoppedExportLeavesThePartialFileAndSaysSo() throws Exception {
    table.many(1_200);
    Progress stopping = new StoppingProgress(500);
    Path target = folder.resolve("x.ndjson");
    RawExport.Result result =
        export.write(OLDEST, new RawFormat.Documents(false), target, 1_200, stopping);
    assertThat(result.stopped()).isTrue();
    assertThat(result.file()).isEqualTo(folder.resolve("x.ndjson.partial"));
    assertThat(Files.readAllLines(result.file())).hasSize((int) result.rows());
    assertThat(target).doesNotExist();
    RawExport.Result whole = write(new RawFormat.Documents(false), "x.ndjson");
    assertThat(whole.rows()).isEqualTo(1_200);
    assertThat(Files.readAllLines(target).getFirst()).isEqualTo("{\"n\":0}");
    assertThat(result.file()).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    assertThatThrownBy(() -> write(new RawFormat.Documents(false), "no/x.ndjson"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("could not be written");
  }
}
