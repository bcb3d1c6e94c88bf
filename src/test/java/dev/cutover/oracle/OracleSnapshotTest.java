package dev.cutover.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.Snapshots;
import dev.cutover.job.Progress;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SameAnswers;
import java.nio.file.Path;
import java.util.List;
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
      System.out.println("oracle snapshot: " + rows + " rows answered alike");
    } finally {
      TestFolder.delete(folder);
    }
  }
}
