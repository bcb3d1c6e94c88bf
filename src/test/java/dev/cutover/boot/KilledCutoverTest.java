package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.AutoPilot.Course;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Case 69: a process that carries out a whole cutover of a real site is killed at a boundary of
/// its journal; another one takes the run up. The end is the same as without a death, and no row of
/// the old service is missing.
class KilledCutoverTest {

  @Test
  @Tag("campaign")
  void case69_aFewDeathsOfACutoverAndOfARollback() throws Exception {
    tryAt(Course.COMMIT, List.of(9, 25));
    tryAt(Course.ROLLBACK, List.of(21, 50));
  }

  @Test
  @Tag("campaign")
  void case69_deathAtEveryRecordOfACutoverAndOfARollback() throws Exception {
    int tried = 0;
    for (Course course : Course.values()) {
      tried += tryAt(course, List.of());
    }
    assertThat(tried).isGreaterThanOrEqualTo(60);
  }

  /// @param only these records; empty for all of them
  private static int tryAt(Course course, List<Integer> only) throws Exception {
    List<String> wanted;
    int records;
    try (Trial whole = new Trial(course)) {
      assertThat(whole.takenUp()).isIn(State.COMMITTED, State.UNDONE);
      wanted = whole.world();
      records = whole.records();
    }
    int tried = 0;
    for (int at = 1; at <= records; at++) {
      if (!only.isEmpty() && !only.contains(at)) {
        continue;
      }
      for (String side : List.of("before", "after")) {
        try (Trial trial = new Trial(course)) {
          trial.die(at, side);
          State end = trial.takenUp();
          for (int life = 0; life < 3 && end != State.COMMITTED && end != State.UNDONE; life++) {
            end = trial.takenUp();
          }
          assertThat(end)
              .as("%s, %s record %d", course, side, at)
              .isIn(State.COMMITTED, State.UNDONE);
          assertThat(trial.world()).as("%s, %s record %d", course, side, at).isEqualTo(wanted);
          assertThat(trial.site.missing()).as("%s, %s record %d", course, side, at).isEmpty();
          tried++;
        }
      }
    }
    System.out.println(
        "case 69, "
            + course
            + ": "
            + tried
            + " points of death tried, of a journal of "
            + records
            + " records");
    return tried;
  }

  /// A site of its own and one run over it.
  private static final class Trial implements AutoCloseable {
    private final OldSite site = new OldSite(new PipelineFixture(), true);
    private final Path folder = TestFolder.create("cutover-killed");
    private final Path plan = folder.resolve("plan.json");
    private final Course course;

    Trial(Course course) throws Exception {
      this.course = course;
      site.fixture.execute("UPDATE integrations SET active = false");
      site.start();
      site.awaitRows();
      try (Session session = session()) {
        TopologyControl broker = session.topology();
        broker.remove(broker.show().found().stream().map(TopologyReport.Found::object).toList());
        CutoverDesk desk = new CutoverDesk(session);
        FrozenPlan made = desk.plan(site.plan(), Map.of("soak", "PT0S"));
        desk.files().save(made, plan);
      }
    }

    private Session session() {
      return new Session(
          new Target(Target.EMBEDDED, site.fixture.address().toUri(), TestQpid.start().url()),
          Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", folder.toString()),
          new KnownSecrets(),
          Map.of());
    }

    void die(int at, String side) throws Exception {
      try (ChildJvm child =
          ChildJvm.start(
              DyingCutover.class,
              folder.toString(),
              site.fixture.address().toUri(),
              TestQpid.start().url(),
              plan.toString(),
              course.name(),
              String.valueOf(at),
              side)) {
        assertThat(child.awaitEnd(Duration.ofMinutes(3))).isTrue();
        assertThat(child.awaitEnd()).isEqualTo(9);
      }
    }

    State takenUp() throws Exception {
      try (Session session = session()) {
        CutoverDesk desk = new CutoverDesk(session);
        FrozenPlan frozen = desk.files().load(plan);
        String id = frozen.plan().id();
        boolean begun = desk.shelf().runs().contains(id);
        try (CutoverRun run = begun ? desk.resume(id, true) : desk.begin(frozen)) {
          return AutoPilot.fly(run, course).state();
        }
      }
    }

    int records() throws Exception {
      try (Session session = session()) {
        CutoverDesk desk = new CutoverDesk(session);
        return desk.shelf().records(desk.shelf().runs().getFirst()).size();
      }
    }

    /// What is left: mode, schedule, catalogue, files of the service, whether it runs.
    List<String> world() throws Exception {
      List<String> world = new ArrayList<>();
      world.add("mode " + site.fixture.text("SELECT mode FROM etl_runtime"));
      world.addAll(
          site.fixture.strings("SELECT DISTINCT status FROM etl_jobs WHERE status IN ('PAUSED')"));
      world.addAll(
          site.fixture.strings(
              "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid ="
                  + " c.relnamespace WHERE c.relkind IN ('r', 'v', 'S') AND n.nspname !~"
                  + " '^(pg_|information_schema)' ORDER BY 1"));
      world.addAll(
          site.fixture.strings(
              "SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal"
                  + " ORDER BY 1"));
      world.add("service " + site.manager().condition().state());
      try (var files = Files.walk(site.services, 2)) {
        files
            .map(each -> site.services.relativize(each).toString())
            .filter(each -> !each.startsWith("run"))
            .sorted()
            .forEach(world::add);
      }
      return world;
    }

    @Override
    public void close() throws Exception {
      site.close();
      TestFolder.delete(folder);
    }
  }
}
