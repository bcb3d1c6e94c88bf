package dev.cutover.cutover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Finding;
import dev.cutover.cutover.StepFailure;
import dev.cutover.tool.PgDumpTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A backup is green only when a restored copy of it holds the same, and nothing that went wrong on
/// the way leaves a file under a name that counts.
class ProvedBackupTest {
  private BackupGround ground;

  @BeforeEach
  void open() {
    ground = new BackupGround().filled();
  }

  @AfterEach
  void close() {
    ground.close();
  }

  @Test
  void aBackupIsRestoredComparedAndWrittenDown() throws Exception {
    Manifest manifest = ground.backup("one");

    assertThat(manifest.proof().differences()).isEmpty();
    assertThat(manifest.proof().state()).isEqualTo(Proof.State.PROVED);
    assertThat(ground.manifests.read(ground.folder.resolve("one"))).isEqualTo(manifest);
    assertThat(manifest.files())
        .extracting(Manifest.BackupFile::name)
        .contains("database.dump", "schema.sql", "globals.sql", "ranges.json");
    assertThat(manifest.notCarried()).contains("definitions of the broker (no broker is named)");
    TableDigest jobs = table(manifest, "public.etl_job_queue");
    assertThat(jobs.rows()).isEqualTo(6000);
    assertThat(jobs.tenants()).containsValues(3000L).hasSize(2);
    assertThat(table(manifest, "public.loose").sha256()).startsWith("sums:");
    assertThat(ground.server.scratchDatabases()).isEmpty();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(ground.folder.resolve("one/database.dump"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theDigestIsWhatAnyoneGetsFromTheQueryInTheManifest() throws Exception {
    Manifest manifest = ground.backup("one");
    TableDigest notes = table(manifest, "public.notes");
    Path copied = ground.folder.resolve("copied.txt");
    ground.database.execute(
        "SET TimeZone = 'UTC'; COPY (" + notes.query() + ") TO '" + copied + "'");
    assertThat(Sha.of(Files.readAllBytes(copied))).isEqualTo(notes.sha256());
  }

  @Test
  void case71_withoutPgDumpOrWithAnOlderOneItSaysWhichPackageToInstall() throws Exception {
    assertThatThrownBy(() -> ground.tools.require(99))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("too old for a server of version 99")
        .hasMessageContaining("postgresql-client-99");
    assertThat(ground.folder.resolve("one")).doesNotExist();
  }

  @Test
  void case71_withoutAnyPgDumpItSaysWhereItLookedAndWhatToInstall() throws Exception {
    DumpTools none = PgDumpTools.in(Map.of("PATH", ground.folder.toString()), List.of());
    assertThatThrownBy(() -> ground.maker(none).create(ground.order("one"), BackupWatch.SILENT))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("pg_dump is not found on PATH, in PG_BIN or the usual folders")
        .hasMessageContaining("postgresql-client-15");
    assertThat(ground.folder.resolve("one")).doesNotExist();
    assertThat(ground.server.scratchDatabases()).isEmpty();
  }

  @Test
  void case71_aDumpThatFailsOrIsKilledLeavesNoFile() throws Exception {
    for (String end : List.of("echo 'pg_dump: error: it broke' >&2; exit 1", "kill -9 $$")) {
      DumpTools broken = programs("printf PGDMPhalf; " + end);
      assertThatThrownBy(() -> ground.maker(broken).create(ground.order("one"), BackupWatch.SILENT))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("pg_dump ended with status");
      assertThat(ground.folder.resolve("one")).doesNotExist();
    }
    assertThat(ground.server.scratchDatabases()).isEmpty();
  }

  @Test
  void case71_aDiskThatIsFullLeavesNoFile() throws Exception {
    DumpTools full =
        new Interposed(ground.tools) {
          @Override
          public void archive(Call call, @Nullable String snapshot, java.io.OutputStream to)
              throws InterruptedException {
            super.archive(call, snapshot, new NoRoom());
          }
        };
    assertThatThrownBy(() -> ground.maker(full).create(ground.order("one"), BackupWatch.SILENT))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("No space left on device");
    assertThat(ground.folder.resolve("one")).doesNotExist();
  }

  @Test
  void case72_aFileThatIsNotWhatWasWrittenIsNamed() throws Exception {
    ground.backup("one");
    ground.backup("two");
    Path one = ground.folder.resolve("one");
    Path dump = one.resolve("database.dump");
    byte[] whole = Files.readAllBytes(dump);

    Files.write(dump, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));
    assertRed(one, "database.dump", "were written");
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(dump, flipped);
    assertRed(one, "database.dump", "is not the file that was written");
    Files.copy(
        ground.folder.resolve("two/schema.sql"),
        one.resolve("server-settings.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRed(one, "server-settings.txt", "were written");
    Files.delete(dump);
    assertRed(one, "database.dump", "is missing");

    Path two = ground.folder.resolve("two/manifest.json");
    Files.writeString(two, Files.readString(two).replace("\"rows\" : 6000", "\"rows\" : 6001"));
    assertRed(ground.folder.resolve("two"), "manifest.json", "was changed");
    assertThat(ground.server.scratchDatabases()).isEmpty();
  }

  private void assertRed(Path folder, String file, String why) throws InterruptedException {
    BackupCheck.Checked checked = ground.check().prove(folder, "verify-1", 2, BackupWatch.SILENT);
    assertThat(checked.ok()).isFalse();
    assertThat(checked.proof()).isNull();
    assertThat(checked.findings())
        .filteredOn(each -> each.severity() == Finding.Severity.FAIL)
        .anySatisfy(
            each -> {
              assertThat(each.check()).isEqualTo(file);
              assertThat(each.found()).contains(why);
            });
  }

  @Test
  void case73_withWritersRunningTheProofHoldsForTheSnapshot() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    ground.database.execute(
                        "INSERT INTO notes SELECT 'w' || gen_random_uuid(), 'x'; UPDATE"
                            + " notes SET said = now()::text WHERE name LIKE '%7%';"
                            + " DELETE FROM loose WHERE ctid = (SELECT min(ctid) FROM loose)");
                  }
                });
    Manifest manifest;
    try {
      manifest = ground.backup("one");
    } finally {
      over.set(true);
      writer.join();
    }
    assertThat(manifest.proof().differences()).isEmpty();
    assertThat(ground.database.number("SELECT count(*) FROM notes"))
        .isGreaterThan(table(manifest, "public.notes").rows());
  }

  @Test
  void case73_oneChangedByteIsRedAndNamesTableAndKeys() throws Exception {
    Manifest manifest = ground.backup("one");
    Expected expected = Expected.of(ground.folder.resolve("one"), manifest, ground.manifests);
    RestoreRun run =
        new RestoreRun(
            ground.tools, ground.server, RestoreRun.Purpose.PROOF, 2, "etl-cutover/case73");
    String name = BackupOrder.scratch("case73", "test");
    RestoreRun.Watched watched = new RestoreRun.Watched(BackupWatch.SILENT);
    try {
      run.restore(name, ground.folder.resolve("one/database.dump"), expected, true, watched);
      BackupGround copy =
          new BackupGround(ground.database.url.replaceAll("/[^/?]+\\?", "/" + name + "?"));
      copy.database.execute(
          "UPDATE etl_job_queue SET payload = '{\"n\": 7777}' WHERE id = 4321;"
              + " UPDATE loose SET b = 'twim' WHERE ctid = '(0,1)';"
              + " DELETE FROM notes WHERE name = (SELECT min(name) FROM notes);"
              + " ALTER TABLE notes ADD CONSTRAINT longer CHECK (length(name) > 1);"
              + " SELECT setval(pg_get_serial_sequence('etl_job_queue', 'id'), 17)");

      List<Difference> found = run.compare(name, expected, true, watched);

      assertThat(found)
          .extracting(Difference::object)
          .containsExactlyInAnyOrder(
              "table public.etl_job_queue",
              "table public.loose",
              "table public.notes",
              "definitions",
              "sequence public.etl_job_queue_id_seq");
      String keys = detail(found, "table public.etl_job_queue");
      assertThat(keys).startsWith("6000 rows on both sides, but not the same; in id after ");
      String[] ends = keys.replaceAll(".* after (\\d+) up to (\\d+)", "$1 $2").split(" ");
      assertThat(4321L).isBetween(Long.parseLong(ends[0]) + 1, Long.parseLong(ends[1]));
      assertThat(Long.parseLong(ends[1]) - Long.parseLong(ends[0])).isLessThan(300);
      assertThat(detail(found, "table public.notes")).startsWith("3000 rows expected, 2999 found");
    } finally {
      ground.server.dropScratch(name);
    }
  }

  private static String detail(List<Difference> found, String object) {
    return found.stream()
        .filter(each -> each.object().equals(object))
        .findFirst()
        .orElseThrow()
        .detail();
  }

  @Test
  void cancelledItLeavesNothing() {
    AtomicBoolean restoring = new AtomicBoolean();
    BackupWatch impatient =
        new BackupWatch() {
          @Override
          public void at(BackupProgress progress) {
            if (progress.phase() == BackupProgress.Phase.RESTORE) {
              restoring.set(true);
            }
          }

          @Override
          public boolean isCancelled() {
            return restoring.get();
          }
        };
    assertThatThrownBy(() -> ground.maker().create(ground.order("one"), impatient))
        .isInstanceOf(InterruptedException.class);
    assertThat(ground.folder.resolve("one")).doesNotExist();
    assertThat(ground.server.scratchDatabases()).isEmpty();
    assertThat(
            ground.database.number(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                    + " 'etl-cutover/%one%'"))
        .isZero();
  }

  @Test
  void aBackupWithoutProofSaysSoUntilItIsRestored() throws Exception {
    BackupOrder order = ground.order("one");
    Manifest manifest =
        ground
            .maker()
            .create(
                new BackupOrder(order.run(), "test", order.folder(), 2, false, null),
                BackupWatch.SILENT);
    assertThat(manifest.proof().text()).contains("unverified");
    BackupShelf shelf = new BackupShelf(ground.folder, ground.manifests);
    assertThat(shelf.list())
        .singleElement()
        .satisfies(e -> assertThat(e.newest().holds()).isFalse());

    BackupCheck.Checked checked =
        ground.check().prove(order.folder(), "verify-2", 2, BackupWatch.SILENT);

    assertThat(checked.findings()).allMatch(each -> each.severity() == Finding.Severity.PASS);
    assertThat(shelf.list())
        .singleElement()
        .satisfies(e -> assertThat(e.newest().holds()).isTrue());
    assertThat(ground.manifests.read(order.folder())).isEqualTo(manifest);
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws Exception {
    Files.createDirectories(ground.folder.resolve("one"));
    Path kept = Files.writeString(ground.folder.resolve("one/diary.txt"), "mine");
    assertThatThrownBy(() -> ground.backup("one"))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("diary.txt");
    assertThat(kept).hasContent("mine");
  }

  private static TableDigest table(Manifest manifest, String name) {
    return manifest.tables().stream().filter(e -> e.table().equals(name)).findFirst().orElseThrow();
  }

  /// Programs of that version whose pg_dump does something else.
  private DumpTools programs(String dump) throws IOException {
    Path bin = Files.createDirectories(ground.folder.resolve("bin"));
    String real = Path.of(ground.tools.require(15).get(1).path()).toString();
    script(
        bin.resolve("pg_dump"),
        "case \"$1\" in --version) exec "
            + real.replace("pg_restore", "pg_dump")
            + " --version;; esac\n"
            + dump);
    script(bin.resolve("pg_restore"), "exec " + real + " \"$@\"");
    script(
        bin.resolve("pg_dumpall"), "exec " + real.replace("pg_restore", "pg_dumpall") + " \"$@\"");
    return new PgDumpTools(Map.of("PG_BIN", bin.toString()));
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static final class NoRoom extends java.io.OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
