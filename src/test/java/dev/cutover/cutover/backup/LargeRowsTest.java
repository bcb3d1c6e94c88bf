package dev.cutover.cutover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.archive.ManifestJson;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgBackupServer;
import dev.cutover.database.PgRowChanges;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.tool.PgDumpTools;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A database that is larger than the memory of the program: rows pass through, none are collected.
/// The heap is a tenth of what one of 10 GB would be given at 512 MB.
class LargeRowsTest {
  private static final int ROWS = 40_000;
  private static final List<String> HEAP = List.of("-Xmx40m", "-XX:+UseSerialGC");

  @Test
  void case90_aBackupItsProofAndTheListOfChangesFitIntoASmallHeapAndShowHowFarTheyAre()
      throws Exception {
    PipelineFixture database = PipelineFixture.foreign(TestPostgres.emptyDatabase());
    PipelineFixture older = PipelineFixture.foreign(TestPostgres.emptyDatabase());
    Path folder = TestFolder.create("large-rows");
    database.execute(
        "CREATE TABLE large (id int PRIMARY KEY, body text); INSERT INTO large SELECT n,"
            + " repeat(md5(n::text), 64) FROM generate_series(1, "
            + ROWS
            + ") n");
    older.execute("CREATE TABLE large (id int PRIMARY KEY, body text)");
    try (ChildJvm child =
        ChildJvm.start(
            HEAP,
            LargeRowsTest.class,
            database.address().toUri(),
            older.address().toUri(),
            folder.toString())) {
      assertThat(child.await("proof")).isEqualTo("PROVED");
      assertThat(child.await("phases")).isEqualTo("[DUMP, RESTORE, COMPARE]");
      assertThat(child.await("share")).isEqualTo("true");
      assertThat(child.await("inserted")).isEqualTo(String.valueOf(ROWS));
      assertThat(child.awaitEnd()).isZero();
    } finally {
      TestFolder.delete(folder);
    }
  }

  /// Arguments: two databases, a folder.
  public static void main(String[] arguments) throws Exception {
    DatabaseAddress newer = DatabaseAddress.parse(arguments[0], Map.of());
    DatabaseAddress older = DatabaseAddress.parse(arguments[1], Map.of());
    Path folder = Path.of(arguments[2]);
    PgBackupServer server = new PgBackupServer(newer);
    BackupMaker maker =
        new BackupMaker(
            new PgDumpTools(System.getenv()),
            server,
            server,
            new ManifestJson(),
            BrokerDefinitions.NONE,
            InstantSource.system());
    Seen seen = new Seen();
    Manifest manifest =
        maker.create(
            new BackupOrder("large-1", "test", folder.resolve("one"), 2, true, null), seen);
    System.out.println("proof " + manifest.proof().state());
    seen.phases.retainAll(
        Set.of(
            BackupProgress.Phase.DUMP, BackupProgress.Phase.RESTORE, BackupProgress.Phase.COMPARE));
    System.out.println("phases " + seen.phases);
    System.out.println("share " + (seen.most > 0 && seen.total >= seen.most));
    TableFacts table;
    try (Snapshot snapshot = server.snapshot(newer.database(), "case90", 1, () -> false)) {
      table = snapshot.tables().getFirst();
    }
    RowChanges.Changed changed =
        new PgRowChanges(newer)
            .list(
                newer.database(),
                older.database(),
                table,
                folder.resolve("large.ndjson"),
                () -> false);
    System.out.println("inserted " + changed.inserted());
  }

  private static final class Seen implements BackupWatch {
    private final Set<BackupProgress.Phase> phases = EnumSet.noneOf(BackupProgress.Phase.class);
    private long most;
    private long total;

    @Override
    public synchronized void at(BackupProgress progress) {
      phases.add(progress.phase());
      most = Math.max(most, progress.done());
      total = Math.max(total, progress.total());
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
