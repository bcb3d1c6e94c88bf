package dev.cutover.cutover;

import static org.awaitility.Awaitility.await;

import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.job.Problem;
import dev.cutover.journal.JsonPlanFiles;
import dev.cutover.journal.RunFolders;
import dev.cutover.kit.CutoverSketch;
import dev.cutover.kit.HaltingJournal;
import dev.cutover.kit.MemoryRunLock;
import dev.cutover.kit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Runs of the engine over steps that change files, in a folder of the test's own.
abstract class CutoverTestBed {
  static final InstantSource CLOCK = () -> Instant.parse("2026-11-29T12:00:00Z");

  Path home = Path.of("");

  CutoverSketch sketch;
  final MemoryRunLock lock = new MemoryRunLock();
  CutoverPlan.Target found = CutoverSketch.plan("run-1", CutoverSketch.ORDER).target();
  int number;

  /// In memory where there is such a place: thousands of records are forced to it.
  @BeforeEach
  final void aFolderWithAFile() throws Exception {
    Path memory = Path.of("/dev/shm");
    home =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "cutover-run")
            : Files.createTempDirectory("cutover-run");
    lay();
  }

  @AfterEach
  final void nothingIsLeft() {
    TestFolder.delete(home);
  }

  final void lay() throws Exception {
    Path world = home.resolve("world" + number++);
    Files.createDirectories(world);
    Files.writeString(world.resolve("switch-1.left"), "old");
    sketch = new CutoverSketch(world);
  }

  final CutoverRun open(String id) throws InterruptedException {
    return CutoverRun.open(parts(id, 0, false), false);
  }

  final CutoverParts parts(String id, int at, boolean after) {
    return parts(id, at, after, () -> {});
  }

  final CutoverParts parts(String id, int at, boolean after, Runnable death) {
    RunFolders shelf = shelf();
    FrozenPlan plan = new JsonPlanFiles().freeze(CutoverSketch.plan(id, CutoverSketch.ORDER));
    Journal journal =
        shelf.runs().contains(id) ? shelf.open(id).journal() : shelf.create(plan).journal();
    return new CutoverParts(
        plan,
        sketch.steps(),
        new HaltingJournal(journal, at, after, death),
        lock,
        lock.fence(),
        () -> found,
        e -> new Problem("unexpected", String.valueOf(e.getMessage()), ""),
        "anna@ws14",
        CLOCK);
  }

  final RunFolders shelf() {
    return new RunFolders(home.resolve("runs"), CLOCK);
  }

  static CutoverSnapshot ended(CutoverRun run) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> run.snapshot().state() != State.RUNNING);
    return run.snapshot();
  }
}
