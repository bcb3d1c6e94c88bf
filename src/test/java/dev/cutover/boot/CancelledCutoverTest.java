package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.AutoPilot.Course;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.StepName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Cancel at any moment of the real steps: each time the run comes to a safe point, where nothing
/// is half, and goes on later to the end that it would have had.
@Tag("campaign")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CancelledCutoverTest {
  private static final Duration SAFE_WITHIN = Duration.ofSeconds(35);

  @Test
  void case88_aCancelAtAnyMomentOfTheRealStepsLeavesNothingHalf() throws Exception {
    try (PreparedSite site = new PreparedSite(Set.of(), Map.of())) {
      site.save("start");
      for (Course course : List.of(Course.COMMIT, Course.INSTANT)) {
        site.putBack("start");
        try (Session session = site.session();
            CutoverRun run = DyingCutover.opened(new CutoverDesk(session), site.plan)) {
          AutoPilot.fly(run, course);
        }
        List<String> wanted = SiteWorld.of(site, List.of());
        site.putBack("start");
        int cancels = 0;
        try (Session session = site.session();
            CutoverRun run = DyingCutover.opened(new CutoverDesk(session), site.plan)) {
          cancels += cancelled(site, run, course == Course.COMMIT ? null : StepName.WORKERS);
          if (course == Course.INSTANT) {
            run.rollBack("a test");
            cancels += cancelled(site, run, null);
          }
        }
        System.out.println("case 88, " + course + ": " + cancels + " cancels on the way");
        assertThat(cancels).isGreaterThan(5);
        assertThat(SiteWorld.of(site, List.of())).isEqualTo(wanted);
      }
    }
  }

  /// Each time a little later, so that the longest effect gets its time in the end.
  private static int cancelled(
      PreparedSite site, CutoverRun run, @org.jspecify.annotations.Nullable StepName until)
      throws Exception {
    int cancels = 0;
    if (run.snapshot().state() == State.OPEN) {
      run.go(Optional.ofNullable(until));
    }
    while (true) {
      await(run, Duration.ofMillis(60L + 70L * cancels));
      if (run.snapshot().state() == State.RUNNING) {
        run.cancel();
        cancels++;
        assertThat(await(run, SAFE_WITHIN)).as("a safe point").isTrue();
      }
      CutoverSnapshot now = run.snapshot();
      assertThat(now.state())
          .as("%s %s", now.failure(), now.findings())
          .isIn(State.HELD, State.ASKING, State.UNDONE, State.COMMITTED);
      assertThat(half(site)).isEmpty();
      if (now.state().isOver() || until != null && isDone(now, until)) {
        return cancels;
      }
      if (now.state() == State.ASKING) {
        AutoPilot.answer(run, now);
      }
      run.go(Optional.ofNullable(until));
    }
  }

  private static boolean isDone(CutoverSnapshot now, StepName step) {
    return now.steps().stream()
        .anyMatch(each -> each.name() == step && each.state() == CutoverSnapshot.StepState.DONE);
  }

  private static boolean await(CutoverRun run, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (run.snapshot().state() == State.RUNNING && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return run.snapshot().state() != State.RUNNING;
  }

  /// Scratch databases, unfinished files, sessions of programs that were started.
  private static List<String> half(PreparedSite site) throws Exception {
    List<String> half = new ArrayList<>(site.scratch());
    try (Stream<Path> files = Files.walk(site.home)) {
      files.map(Path::toString).filter(each -> each.endsWith(".part")).forEach(half::add);
    }
    half.addAll(
        site.server()
            .strings(
                "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE"
                    + " 'etl-cutover/"
                    + site.plan.plan().id()
                    + "/%'"));
    return half;
  }
}
