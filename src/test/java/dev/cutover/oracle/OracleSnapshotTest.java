package dev.cutover.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.Snapshots;
import dev.cutover.job.Progress;
import dev.cutover.kit.DumpedDatabase;
import dev.cutover.kit.TestFolder;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.rawdata.RawExport;
import dev.cutover.rawdata.RawFormat;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SameAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Recorded sites, loaded by the pipeline, in a snapshot: every answer is that of the database.
class OracleSnapshotTest {
  private static final List<String> TEXTS =
      List.of(
          "status",
          "the",
          "lock",
          "fix",
          "goroutine",
          "10",
          "é",
          "\u200b",
          "in Progress",
          "@",
          "a.b",
          "🚀");

  @BeforeEach
  void onlyWhereTheRecordingsAre() {
    RecordedSite.mustBeThere();
  }

  @Test
  void everyAnswerIsThatOfTheDatabase() throws Exception {
    Path folder = TestFolder.create("oracle-snapshot");
    try (RecordedSite site =
        new RecordedSite(List.of("jira", "jira_en", "jira_server", "github"), List.of())) {
      site.run(false);
      RawSource live = site.session.rawRows().source();
      Path file = folder.resolve("oracle.cutover.sqlite");
      Snapshots snapshots = Snapshots.of(site.session);
      snapshots.write(live, RawQuery.EVERYTHING, "", Set.of(), file, Progress.SILENT);
      int rows = SameAnswers.assertThem(live, snapshots.open(file).source(), TEXTS);
      assertThat(rows).isGreaterThan(100);
      assertThat(snapshots.verify(file, Progress.SILENT).isWhole()).isTrue();
      if (DumpedDatabase.isPossible()) {
        Path dump = folder.resolve("database.dump");
        DumpedDatabase.dump(site.fixture, dump);
        Path second = folder.resolve("backup.cutover.sqlite");
        snapshots.writeFromBackup(
            folder, RawQuery.EVERYTHING, "", Set.of(), second, Progress.SILENT);
        SameAnswers.assertThem(live, snapshots.open(second).source(), TEXTS);
        assertThat(snapshots.verify(second, Progress.SILENT).isWhole()).isTrue();
      }
      System.out.println("oracle snapshot: " + rows + " rows answered alike");
    } finally {
      TestFolder.delete(folder);
    }
  }

  @Test
  void anExportReadByTheFilesSourceHasTheSameDigests() throws Exception {
    Path folder = TestFolder.create("oracle-round-trip");
    try (RecordedSite site = new RecordedSite(List.of("jira"), List.of())) {
      site.run(false);
      Path file = folder.resolve("oracle.cutover.sqlite");
      Snapshots snapshots = Snapshots.of(site.session);
      snapshots.write(
          site.session.rawRows().source(),
          RawQuery.EVERYTHING,
          "",
          Set.of(),
          file,
          Progress.SILENT);
      Path exported = Files.createDirectory(folder.resolve("exported"));
      RawQuery issues = RawQuery.all().entities(Set.of("jira_issues")).query();
      new RawExport(snapshots.open(file).source())
          .write(
              issues,
              new RawFormat.Documents(true),
              exported.resolve("jira_issues.ndjson.gz"),
              0,
              Progress.SILENT);
      long first = site.integrations.get("jira");
      site.integrations.clear();
      site.integrations.put(
          "files",
          site.session
              .integrationAdmin()
              .add(
                  new IntegrationAdmin.NewIntegration(
                      "tenant of files",
                      "files",
                      "",
                      null,
                      Map.of("path", exported.toString()),
                      Map.of()))
              .integration());
      site.run(false);
      String digests =
          "SELECT external_id || ' ' || encode(content_sha256, 'hex') FROM raw_extraction_data"
              + " WHERE entity_type = 'jira_issues' AND integration_id = %d ORDER BY 1";
      List<String> before = site.fixture.rows(digests.formatted(first), row -> row.getString(1));
      List<String> after =
          site.fixture.rows(
              digests.formatted(site.integrations.get("files")), row -> row.getString(1));
      assertThat(after).isNotEmpty().isEqualTo(before);
    } finally {
      TestFolder.delete(folder);
    }
  }
}
