package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.AutoPilot.Course;
import dev.cutover.boot.DyingCutover.Death;
import dev.cutover.boot.DyingCutover.Death.Side;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.StepName;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.SharedClasses;
import dev.cutover.kit.TestQpid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Case 69: a process that carries a cutover out over a real site is killed by `kill -9` at a
/// boundary of its journal, another one takes the run up, and everything ends as without the death.
///
/// Between two records nothing is changed, unless an effect lies between them: so there is one
/// point for each boundary, and two around each effect (begun and not done; done and not written
/// down). Each point begins at a saved state of the site not far before it.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledCutoverTest {
  private static final Set<String> ONCE =
      Set.of("found", "adopted", "milliseconds", "micros", "did", "ended", "which");

  private static final Set<String> LONG =
      Set.of("rehearsal", "backup", "dump of now", "restored copy");

  @Test
  void case69_aFewDeathsAroundTheSwitchAndOnTheWayBack() throws Exception {
    Set<StepName> quick =
        Set.of(
            StepName.PREFLIGHT,
            StepName.TOPOLOGY,
            StepName.REHEARSAL,
            StepName.SHADOW,
            StepName.VALIDATION,
            StepName.BACKUP,
            StepName.MOVE);
    try (PreparedSite site = new PreparedSite(quick, Map.of())) {
      Deaths deaths = new Deaths(site, null);
      deaths.until(StepName.FREEZE, "frozen");
      deaths.few("frozen", Course.INSTANT, List.of("folders DONE", "service UNDO_INTENT"));
      System.out.println("case 69, quick: " + deaths.tried + " points of death tried");
      assertThat(deaths.tried).isEqualTo(2);
    }
  }

  @Test
  @Tag("campaign")
  void case69_deathAtEveryRecordOfARun() throws Exception {
    try (PreparedSite site = new PreparedSite(Set.of(), Map.of());
        SharedClasses classes = new SharedClasses()) {
      Deaths deaths = new Deaths(site, classes);
      site.save("start");
      deaths.until(StepName.REHEARSAL, "rehearsed");
      deaths.until(StepName.FREEZE, "frozen");
      deaths.until(StepName.BACKUP, "proved");
      deaths.all("proved", Course.COMMIT, each -> false);
      deaths.all("frozen", Course.COMMIT, is(StepName.BACKUP, Phase.VERIFIED));
      deaths.all("rehearsed", Course.COMMIT, is(StepName.FREEZE, Phase.VERIFIED));
      deaths.all("start", Course.COMMIT, is(StepName.REHEARSAL, Phase.VERIFIED));
      deaths.end("a run to its commit");
    }
  }

  @Test
  @Tag("campaign")
  void case69_deathAtEveryRecordOfARollback() throws Exception {
    try (PreparedSite site = new PreparedSite(Set.of(), Map.of());
        SharedClasses classes = new SharedClasses()) {
      Deaths deaths = new Deaths(site, classes);
      deaths.until(StepName.WORKERS, "switched");
      deaths.all("switched", Course.INSTANT, each -> false);
      deaths.end("a rollback R1");
    }
  }

  @Test
  @Tag("campaign")
  void case69_deathAtEveryRecordOfARollbackWithRestore() throws Exception {
    Map<String, String> options = Map.of("restore.replay", "public.work_items");
    try (PreparedSite site = new PreparedSite(Set.of(), options);
        SharedClasses classes = new SharedClasses()) {
      Deaths deaths = new Deaths(site, classes);
      deaths.until(StepName.WORKERS, "switched");
      site.site.fixture.execute(
          "INSERT INTO work_items (external_id, key, summary, created, updated, project_id, wit_id,"
              + " status_id, tenant_id, integration_id) SELECT 'new-' || n, 'NEW-' || n, 'by the"
              + " pipeline', now(), now(), project_id, wit_id, status_id, tenant_id, integration_id"
              + " FROM (SELECT * FROM work_items LIMIT 1) one, generate_series(1, 500) n");
      site.save("written");
      deaths.dead("written", Course.RESTORE, "written again", "copied");
      deaths.all("copied", Course.RESTORE, each -> false);
      deaths.all("written", Course.RESTORE, each -> each.effect().equals("written again"));
      deaths.end("a rollback R2");
    }
  }

  private static Predicate<JournalRecord> is(StepName step, Phase phase) {
    return each -> each.step().equals(step.word()) && each.phase() == phase;
  }

  /// The points of one site.
  private static final class Deaths {
    private final PreparedSite site;
    private final @Nullable SharedClasses classes;
    private boolean trained;
    private final List<String> wrong = new ArrayList<>();
    private int tried;

    /// @param classes for many points; null where it does not pay
    Deaths(PreparedSite site, @Nullable SharedClasses classes) {
      this.site = site;
      this.classes = classes;
    }

    void end(String what) {
      System.out.println("case 69, " + what + ": " + tried + " points of death tried");
      assertThat(wrong).as(what).isEmpty();
      assertThat(tried).isGreaterThanOrEqualTo(60);
    }

    /// On to a step, and everything kept.
    void until(StepName step, String label) throws Exception {
      try (Session session = site.session();
          CutoverRun run = DyingCutover.opened(new CutoverDesk(session), site.plan)) {
        CutoverSnapshot held = AutoPilot.go(run, Optional.of(step));
        assertThat(held.state()).as("%s %s", held.failure(), held.findings()).isEqualTo(State.HELD);
      }
      site.save(label);
    }

    /// The first points whose record reads like this.
    void few(String label, Course course, List<String> which) throws Exception {
      Whole whole = whole(label, course);
      for (String each : which) {
        int at = 0;
        while (!(whole.records.get(at).effect() + " " + whole.records.get(at).phase())
            .equals(each)) {
          at++;
        }
        attempt(whole, new Death(at + 1, each.endsWith("DONE") ? Side.BEFORE : Side.AFTER), each);
      }
      assertThat(wrong).isEmpty();
    }

    /// Every point from a saved state to a record.
    void all(String label, Course course, Predicate<JournalRecord> last) throws Exception {
      Whole whole = whole(label, course);
      JournalRecord before = null;
      for (int i = 0; i < whole.records.size(); i++) {
        JournalRecord each = whole.records.get(i);
        if (isEffect(before, each)) {
          attempt(whole, new Death(i + 1, Side.BEFORE), name(each));
          if (LONG.contains(each.effect()) && each.phase() == Phase.DONE) {
            attempt(whole, new Death(i, Side.DURING), name(each));
          }
        }
        if (i + 1 < whole.records.size()) {
          attempt(whole, new Death(i + 1, Side.AFTER), name(each));
        }
        before = each;
        if (last.test(each) && each.phase() != Phase.INTENT) {
          break;
        }
      }
    }

    private static String name(JournalRecord each) {
      return each.step() + "/" + each.effect() + " " + each.phase();
    }

    /// Something is done between the two.
    private static boolean isEffect(@Nullable JournalRecord before, JournalRecord each) {
      return before != null
          && !each.effect().isEmpty()
          && before.effect().equals(each.effect())
          && (before.phase() == Phase.INTENT || before.phase() == Phase.UNDO_INTENT);
    }

    /// A run without a death.
    private Whole whole(String label, Course course) throws Exception {
      site.putBack(label);
      List<Long> newest = site.runs() ? List.of() : SiteWorld.newest(site);
      int had = records().size();
      if (classes == null || trained) {
        takenUp(course, label);
      } else {
        trained = true;
        try (ChildJvm child = child(course, new Death(0, Side.AFTER))) {
          assertThat(child.await("end"))
              .isEqualTo((course == Course.COMMIT ? State.COMMITTED : State.UNDONE).name());
          child.awaitEnd();
        }
      }
      List<JournalRecord> records = records().subList(had, records().size());
      return new Whole(label, course, records, newest, SiteWorld.of(site, newest), evidence());
    }

    private record Whole(
        String label,
        Course course,
        List<JournalRecord> records,
        List<Long> newest,
        List<String> world,
        Set<String> evidence) {}

    /// What later steps may look up. How long it took, and what only the process that did it knew,
    /// is told by that one alone.
    private Set<String> evidence() throws Exception {
      Set<String> told = new TreeSet<>();
      for (JournalRecord each : records()) {
        if (each.phase() == Phase.DONE) {
          each.evidence().facts().keySet().stream()
              .filter(fact -> !ONCE.contains(fact))
              .forEach(fact -> told.add(each.step() + "/" + each.effect() + " " + fact));
        }
      }
      return told;
    }

    /// The state after such a death, kept.
    void dead(String label, Course course, String effect, String kept) throws Exception {
      Whole whole = whole(label, course);
      int at = 0;
      while (!whole.records.get(at).effect().equals(effect)
          || whole.records.get(at).phase() != Phase.DONE) {
        at++;
      }
      site.putBack(label);
      die(course, new Death(at + 1, Side.AFTER));
      site.save(kept);
    }

    private void attempt(Whole whole, Death death, String name) throws Exception {
      String point = whole.course + " from " + whole.label + ", " + death.side() + " " + name;
      long begun = System.nanoTime();
      site.putBack(whole.label);
      tried++;
      try {
        die(whole.course, death);
        takenUp(whole.course, point);
        List<String> world = SiteWorld.of(site, whole.newest);
        Set<String> untold = new TreeSet<>(whole.evidence);
        untold.removeAll(evidence());
        if (!untold.isEmpty()) {
          wrong.add(point + ": the journal lacks " + untold);
        }
        if (!world.equals(whole.world)) {
          List<String> more = new ArrayList<>(world);
          whole.world.forEach(more::remove);
          List<String> less = new ArrayList<>(whole.world);
          world.forEach(less::remove);
          wrong.add(point + ": more " + more + ", less " + less);
        }
      } catch (AssertionError | RuntimeException | IOException e) {
        wrong.add(point + ": " + e);
      }
      System.out.printf(
          "case 69, point %d: %s, %d ms%s%n",
          tried,
          point,
          (System.nanoTime() - begun) / 1_000_000,
          !wrong.isEmpty() && wrong.getLast().startsWith(point + ":")
              ? " WRONG " + wrong.getLast()
              : "");
    }

    private ChildJvm child(Course course, Death death) throws IOException {
      ChildJvm child =
          classes == null ? ChildJvm.start(DyingCutover.class) : classes.start(DyingCutover.class);
      child.tell(
          DyingCutover.order(
              site.home,
              site.site.fixture.address().toUri(),
              TestQpid.start().url(),
              site.planFile,
              course,
              death));
      return child;
    }

    private void die(Course course, Death death) throws Exception {
      try (ChildJvm child = child(course, death)) {
        child.await("boundary");
        if (death.side() == Side.DURING) {
          child.awaitEnd(Duration.ofMillis(300 + tried % 5 * 300));
        }
        child.kill();
      }
    }

    private void takenUp(Course course, String point) throws Exception {
      try (Session session = site.session();
          CutoverRun run = DyingCutover.opened(new CutoverDesk(session), site.plan)) {
        CutoverSnapshot end = AutoPilot.fly(run, course);
        assertThat(end.state())
            .as("%s: %s %s %s", point, end.failure(), end.findings(), end.decision())
            .isEqualTo(course == Course.COMMIT ? State.COMMITTED : State.UNDONE);
      }
    }

    private List<JournalRecord> records() throws Exception {
      try (Session session = site.session()) {
        CutoverDesk desk = new CutoverDesk(session);
        String id = site.plan.plan().id();
        return desk.shelf().runs().contains(id) ? desk.shelf().records(id) : List.of();
      }
    }
  }
}
