package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.LostRun;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.RunLock.Attempt.Acquired;
import dev.cutover.cutover.RunLock.Attempt.HeldByOther;
import dev.cutover.cutover.TrafficSwitch.Mode;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.PipelineFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The lock of a run, its epoch and what it guards, on a real server.
class PgRunLockTest {
  private final PipelineFixture fixture = new PipelineFixture();

  @AfterEach
  void closed() {
    fixture.close();
  }

  @Test
  void case78_theSecondConsoleSeesTheHolderAndATakeoverPutsTheFirstOut() {
    try (RunLock.Held first = acquired(lock("ws14").acquire("run-1", "anna"))) {
      assertThat(lock("ws15").acquire("run-1", "bert"))
          .isInstanceOfSatisfying(
              HeldByOther.class,
              other -> {
                assertThat(other.holder().host()).isEqualTo("ws14");
                assertThat(other.holder().actor()).isEqualTo("anna");
                assertThat(other.holder().pid()).isEqualTo(7);
                assertThat(other.holder().since()).isBeforeOrEqualTo(other.holder().lastBeat());
              });
      first.mustHold();

      try (RunLock.Held second = acquired(lock("ws15").takeOver("run-1", "bert"))) {
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThatThrownBy(first::mustHold)
            .isInstanceOf(LostRun.class)
            .hasMessageContaining("Another console took this cutover over");
        second.mustHold();
        assertThat(lock("ws16").holder().orElseThrow().actor()).isEqualTo("bert");
      }
    }
    assertThat(lock("ws16").holder()).isEmpty();
  }

  @Test
  void case78_aStatementOfTheFirstConsoleIsRefusedByTheDatabase() {
    Database database = fixture.database("test");
    PgEpochFence fence = new PgEpochFence(database);
    PgTrafficSwitch traffic = new PgTrafficSwitch(database);
    fence.raise(4);
    traffic.set(Mode.MONOLITH, "run-1", "anna", 4);
    fence.raise(5);

    assertThatThrownBy(() -> traffic.set(Mode.PIPELINE, "run-1", "anna", 4))
        .isInstanceOf(LostRun.class);

    assertThat(traffic.mode()).isEqualTo(Mode.MONOLITH);
    fence.raise(3);
    assertThat(fence.epoch()).isEqualTo(5);
    fence.remove();
    assertThat(fence.epoch()).isZero();
    assertThat(fixture.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'etl_cutover'"))
        .isZero();
  }

  @Test
  void aSessionThatIsCutHoldsOnWhenNobodyTookOver() {
    try (RunLock.Held held = acquired(lock("ws14").acquire("run-1", "anna"))) {
      fixture.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'cutover/run' AND pid IN (SELECT l.pid FROM pg_locks l WHERE l.locktype ="
              + " 'advisory' AND l.objid::bigint = hashtext(current_database())::bigint &"
              + " 4294967295)");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> lock("ws15").holder().isEmpty());

      held.mustHold();

      assertThat(lock("ws15").acquire("run-2", "bert")).isInstanceOf(HeldByOther.class);
    }
  }

  @Test
  void aConsoleThatIsKilledFreesItsLockAndTheEpochGoesOn() throws Exception {
    long epoch;
    try (ChildJvm child =
        ChildJvm.start(LockHoldingProcess.class, fixture.address().toUri(), "run-1")) {
      epoch = Long.parseLong(child.await("epoch"));
      assertThat(lock("ws15").acquire("run-1", "bert")).isInstanceOf(HeldByOther.class);
      child.kill();
    }
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> lock("ws15").holder().isEmpty());
    try (RunLock.Held held = acquired(lock("ws15").acquire("run-1", "bert"))) {
      assertThat(held.epoch()).isEqualTo(epoch + 1);
    }
  }

  @Test
  void theEpochAndTheCopyOfTheJournalSurviveASwapOfNames() {
    MaintenanceDatabase place = new MaintenanceDatabase(fixture.address());
    JournalRecord record =
        new JournalRecord(
            1,
            "run-1",
            "run",
            "",
            JournalRecord.Phase.BEGUN,
            Instant.parse("2026-11-29T12:00:00Z"),
            1,
            "anna",
            1,
            Evidence.of("z", 1).and("a", "b"),
            "");
    long before;
    try (PgJournalMirror mirror = new PgJournalMirror(place);
        RunLock.Held held = acquired(lock("ws14").acquire("run-1", "anna"))) {
      mirror.copy(List.of(record));
      before = held.epoch();
    }
    String name = fixture.address().database();
    PipelineFixture server = PipelineFixture.foreign(fixture.url.replace(name, "postgres"));
    server.execute("ALTER DATABASE " + name + " RENAME TO " + name + "_failed");
    server.execute("CREATE DATABASE " + name);

    try (RunLock.Held held = acquired(lock("ws14").acquire("run-1", "anna"))) {
      assertThat(held.epoch()).isEqualTo(before + 1);
    }
    try (PgJournalMirror mirror = new PgJournalMirror(place)) {
      assertThat(mirror.records("run-1")).containsExactly(record);
      assertThat(mirror.runs()).containsExactly("run-1");
    }
  }

  private PgRunLock lock(String host) {
    return new PgRunLock(new MaintenanceDatabase(fixture.address()), host, 7);
  }

  private static RunLock.Held acquired(RunLock.Attempt attempt) {
    return ((Acquired) attempt).lock();
  }
}
