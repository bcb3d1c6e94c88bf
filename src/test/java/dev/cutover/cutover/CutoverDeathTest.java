package dev.cutover.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.cutover.CutoverSnapshot.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Case 69 for the engine alone: death at every record boundary, both sides.
class CutoverDeathTest extends CutoverTestBed {
  @Test
  void case69_deathAtEveryRecordOfARunAndOfBothRollbacksEndsTheSame() throws Exception {
    int tried = 0;
    for (Course course : Course.values()) {
      lay();
      assertThat(live(course, course + "-whole", 0, false)).isTrue();
      Map<String, String> wanted = sketch.world();
      int records = shelf().records(course + "-whole").size();
      for (int at = 1; at <= records; at++) {
        for (boolean after : new boolean[] {false, true}) {
          lay();
          String id = course + "-" + at + (after ? "a" : "b");
          boolean whole = live(course, id, at, after);
          for (int life = 0; life < 5 && !whole; life++) {
            whole = live(course, id, 0, false);
          }
          assertThat(whole).as(id).isTrue();
          assertThat(sketch.world()).as(id).isEqualTo(wanted);
          tried++;
        }
      }
    }
    System.out.println("case 69, engine alone: " + tried + " points of death tried");
    assertThat(tried).isGreaterThan(60);
  }

  /// What a person does with a run, whoever is alive.
  private enum Course {
    FORWARD,
    ROLLBACK,
    RESTORE
  }

  /// One life of the process.
  ///
  /// @return whether the course came to its end
  private boolean live(Course course, String id, int at, boolean after) throws Exception {
    Thread[] dead = new Thread[1];
    CutoverParts parts =
        parts(
            id,
            at,
            after,
            () -> {
              dead[0] = Thread.currentThread();
              throw new Death();
            });
    try (CutoverRun run = CutoverRun.open(parts, false)) {
      boolean goesBack = run.snapshot().way() != RunHistory.Way.FORWARD;
      run.go(
          course == Course.FORWARD || goesBack ? Optional.empty() : Optional.of(StepName.WORKERS));
      // Without COMMIT in the plan the last step is the end.
      CutoverSnapshot end = endedOr(run, dead);
      if (end == null) {
        return false;
      }
      if (course == Course.FORWARD || end.state() == State.UNDONE) {
        return end.state().isOver();
      }
      if (course == Course.ROLLBACK) {
        run.rollBack("a test");
      } else {
        run.restore("a test", "pulse_db");
      }
      end = endedOr(run, dead);
      return end != null && end.state() == State.UNDONE;
    } catch (Death atOpening) {
      return false;
    } finally {
      lock.dropped();
    }
  }

  private static @org.jspecify.annotations.Nullable CutoverSnapshot endedOr(
      CutoverRun run, Thread[] dead) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> dead[0] != null || run.snapshot().state() != State.RUNNING);
    return dead[0] != null ? null : run.snapshot();
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process dies here", null, false, false);
    }
  }
}
