package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.archive.ManifestJson;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BrokerDefinitions;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.database.Migrations;
import dev.cutover.database.PgBackupServer;
import dev.cutover.database.PgDatabaseNames;
import dev.cutover.database.PgRowChanges;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import dev.cutover.kit.TestFolder;
import dev.cutover.tool.PgDumpTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// S8, S5 and R2 over a real server: the backup is taken, rows are written, the backup takes the
/// database's place, and goes back.
class RestoreTest {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Path folder = TestFolder.create("restore");
  private final PipelineFixture live = new PipelineFixture();
  private final Map<String, Long> fences = new TreeMap<>();
  private final PgRowChanges changes = new PgRowChanges(live.address());
  private final PgDatabaseNames databases = new PgDatabaseNames(live.address());
  private String run = "";
  private BackupKit kit;
  private RestoreNames names;

  @BeforeEach
  void fill() {
    run = "r" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
    PgBackupServer server = new PgBackupServer(live.address());
    kit =
        new BackupKit(
            new PgDumpTools(System.getenv()),
            server,
            address -> server,
            (where, database) -> new Migrations(((PgBackupServer) where).at(database)::connect),
            new ManifestJson(),
            BrokerDefinitions.NONE,
            InstantSource.system(),
            folder);
    names = RestoreNames.of(server.database(), run);
    live.execute(
        "CREATE TABLE notes (id bigint PRIMARY KEY, said text);"
            + " INSERT INTO notes SELECT n, 'at first ' || n FROM generate_series(1, 2000) n;"
            + " ALTER DATABASE "
            + names.live()
            + " SET work_mem = '5MB'");
  }

  @AfterEach
  void drop() {
    TestFolder.delete(folder);
  }

  private CutoverPlan plan(Map<String, String> options) {
    return new CutoverPlan(
        run,
        Instant.EPOCH,
        "anna@ws14",
        new CutoverPlan.Target("", 0, names.live(), "", 0, "", "", ""),
        List.of(),
        List.of(),
        new OldServicePlan(
            "etl-service",
            folder,
            folder,
            folder,
            List.of("a"),
            List.of("b"),
            List.of("c"),
            List.of(),
            List.of(),
            List.of(),
            "r"),
        List.of(StepName.BACKUP),
        Map.of(),
        options);
  }

  private Restore restore() {
    return new Restore(kit, databases, changes, Fence::new, () -> {});
  }

  private void writeAThousandRows() {
    live.execute(
        "ALTER TABLE notes ADD COLUMN mood text; INSERT INTO notes SELECT n, 'later', CASE WHEN n >"
            + " 2550 THEN 'new' END   FROM generate_series(2001, 2600) n; UPDATE notes SET said ="
            + " 'by \\ hand' || chr(10) || '\"' || id WHERE id BETWEEN 1 AND 300; DELETE FROM notes"
            + " WHERE id BETWEEN 901 AND 1000");
  }

  @Test
  void s8IsTakenOnceKeptAndFoundAgainAfterACrash() throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of("backup.second", folder + "/copies")));
    FinalBackup step = new FinalBackup(kit);
    assertThat(drill.facts(step)).containsOnly(StepFact.State.NOT_DONE);
    Files.createDirectories(folder.resolve(run + "-S8"));
    Files.writeString(folder.resolve(run + "-S8/database.dump.part"), "half");
    assertThat(drill.facts(step)).containsOnly(StepFact.State.PARTIAL);

    drill.carryOut(step);

    assertThat(new StepDrill(plan(Map.of())).facts(step)).containsOnly(StepFact.State.DONE);
    assertThat(folder.resolve("copies/" + run + "-S8/manifest.json")).exists();
    Files.write(folder.resolve(run + "-S8/database.dump"), new byte[] {1});
    assertThat(drill.facts(step)).containsOnly(StepFact.State.UNKNOWN);
  }

  @Test
  void s5LeavesTimesAndNoCopy() throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of()));
    RehearsedRestore step = new RehearsedRestore(kit);

    drill.drill(step);

    drill.carryOut(step);
    assertThat(drill.found(StepName.REHEARSAL, RehearsedRestore.EFFECT).orElseThrow().facts())
        .containsKeys("estimate.backup ms", "estimate.schema ms", "estimate.restore ms");
    assertThat(folder).isEmptyDirectory();
    assertThat(kit.server().scratchDatabases()).isEmpty();
  }

  @Test
  void case83_everyRowWrittenSinceIsListedOrReplayedAndBothDatabasesAreKept() throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of("restore.replay", "public.notes")));
    drill.carryOut(new FinalBackup(kit));
    writeAThousandRows();

    drill.carryOut(restore());

    assertThat(drill.found(StepName.RESTORE, "written since").orElseThrow().facts())
        .containsEntry("public.notes", "600 inserted, 300 updated, 100 deleted, 50 do not fit");
    assertThat(drill.found(StepName.RESTORE, "written again").orElseThrow().facts())
        .containsEntry("replayed rows", "1000");
    Path list = folder.resolve(run + "-R2-written-since/public.notes.ndjson");
    assertThat(Files.readAllLines(list)).hasSize(1000);
    assertThat(Files.readAllLines(list).subList(0, 50))
        .allMatch(line -> line.contains("\"does_not_fit\":{\"mood\": \"new\"}"));
    assertThat(live.number("SELECT count(*) FROM notes")).isEqualTo(2500);
    assertThat(live.text("SELECT said FROM notes WHERE id = 7")).isEqualTo("by \\ hand\n\"7");
    assertThat(live.text("SHOW work_mem")).isEqualTo("5MB");
    assertThat(fences).containsEntry(names.beside(), 1L);
    var tables = List.of(new RowChanges.Replay(notes(), list));
    assertThat(changes.replay(names.live(), tables)).isZero();
    assertThat(failed().number("SELECT count(*) FROM notes WHERE mood = 'new'")).isEqualTo(50);

    drill.undo(restore());

    assertThat(live.number("SELECT count(*) FROM notes WHERE mood = 'new'")).isEqualTo(50);
    assertThat(databases.look(names.failed())).isEmpty();
    assertThat(databases.look(names.beside()).orElseThrow().label()).contains("was live");
  }

  private dev.cutover.cutover.backup.TableFacts notes() throws Exception {
    try (var snapshot = kit.server().snapshot(names.live(), "test", 1, () -> false)) {
      return snapshot.tables().stream()
          .filter(each -> each.name().equals("notes"))
          .findFirst()
          .orElseThrow();
    }
  }

  private PipelineFixture failed() {
    return PipelineFixture.foreign(
        live.url.replace("/" + names.live() + "?", "/" + names.failed() + "?"));
  }

  @Test
  void case84_clientsThatReconnectAreRefusedForLessThanASecondAndFindTheRestoredOne()
      throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of()));
    drill.carryOut(new FinalBackup(kit));
    live.execute("INSERT INTO notes VALUES (9999, 'lost')");
    List<Effect> effects = restore().effects(drill);
    for (Effect each : effects.subList(0, 4)) {
      drill.apply(restore(), each);
    }
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong refused = new AtomicLong();
    Thread client = Thread.ofPlatform().start(() -> hammer(over, refused));
    Connection stays = DriverManager.getConnection(live.url);
    long begun = System.nanoTime();
    for (Effect each : effects.subList(4, 8)) {
      drill.apply(restore(), each);
    }
    long took = (System.nanoTime() - begun) / 1_000_000;
    over.set(true);
    client.join();
    System.out.println("R2: closed for " + took + " ms, " + refused + " connections refused");
    assertThat(Duration.ofMillis(took)).isLessThan(Duration.ofSeconds(1));
    assertThat(stays.isValid(1)).isFalse();
    assertThat(live.number("SELECT count(*) FROM notes WHERE id = 9999")).isZero();
    StepDrill.assertFine(restore().verify(drill));

    drill.undo(restore());

    assertThat(live.number("SELECT count(*) FROM notes WHERE id = 9999")).isEqualTo(1);
    stays.close();
  }

  private void hammer(AtomicBoolean over, AtomicLong refused) {
    while (!over.get()) {
      try (Connection connection = DriverManager.getConnection(live.url)) {
        connection.createStatement().execute("SELECT 1");
      } catch (SQLException e) {
        refused.incrementAndGet();
      }
    }
  }

  @Test
  void afterACrashAnywhereInTheSwapEachStateHasOneNextStep() throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of()));
    drill.carryOut(new FinalBackup(kit));
    List<Effect> effects = restore().effects(drill);
    for (Effect each : effects.subList(0, 4)) {
      drill.apply(restore(), each);
    }
    for (int reached = 4; reached < 8; reached++) {
      List<StepFact.State> facts = drill.facts(restore());
      assertThat(facts.subList(0, reached)).containsOnly(StepFact.State.DONE);
      assertThat(facts.subList(reached, 8)).containsOnly(StepFact.State.NOT_DONE);
      effects.get(reached).apply(drill);
    }
    for (int reached = 7; reached >= 4; reached--) {
      effects.get(reached).undo(drill);
      assertThat(drill.facts(restore()).subList(4, reached)).allMatch(StepFact.State.DONE::equals);
      assertThat(drill.facts(restore()).get(reached)).isEqualTo(StepFact.State.NOT_DONE);
    }
  }

  @Test
  void case72_aBackupThatIsNotTheOneTakenIsRefusedAndNothingIsLeft() throws Exception {
    StepDrill drill = new StepDrill(plan(Map.of()));
    drill.carryOut(new FinalBackup(kit));
    Path dump = folder.resolve(run + "-S8/database.dump");
    byte[] bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2] ^= 1;
    Files.write(dump, bytes);

    assertThatThrownBy(() -> drill.apply(restore(), restore().effects(drill).get(1)))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("database.dump");

    assertThat(databases.look(names.beside())).isEmpty();
    assertThat(databases.look(names.live()).orElseThrow().open()).isTrue();
  }

  private final class Fence implements EpochFence {
    private final String database;

    Fence(String database) {
      this.database = database;
    }

    @Override
    public long epoch() {
      return fences.getOrDefault(database, 0L);
    }

    @Override
    public void raise(long epoch) {
      fences.put(database, epoch);
    }

    @Override
    public void remove() {
      fences.remove(database);
    }
  }
}
