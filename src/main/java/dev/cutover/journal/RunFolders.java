package dev.cutover.journal;

import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.RunRefused;
import dev.cutover.cutover.RunShelf;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `runs/<id>/plan.json` and `runs/<id>/journal.log`.
public final class RunFolders implements RunShelf {
  public static final String PLAN = "plan.json";
  public static final String JOURNAL = "journal.log";

  private final Path folder;
  private final InstantSource clock;
  private final JsonPlanFiles plans = new JsonPlanFiles();

  /// @param folder made when the first run is
  public RunFolders(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Where a run keeps what it makes beside plan and journal.
  public Path of(String run) {
    if (!run.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("'" + run + "' is no id of a run.");
    }
    return folder.resolve(run);
  }

  @Override
  public List<String> runs() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(each -> Files.isRegularFile(each.resolve(PLAN)))
          .map(each -> each.getFileName().toString())
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The runs in " + folder + " cannot be listed.", e);
    }
  }

  @Override
  public Opened create(FrozenPlan plan) {
    String run = plan.plan().id();
    Path own = of(run);
    try {
      Files.createDirectories(folder);
      Files.createDirectory(own);
      plans.save(plan, own.resolve(PLAN));
      FileChannel.open(
              own.resolve(JOURNAL), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
          .close();
      force(own);
      force(folder);
    } catch (FileAlreadyExistsException exists) {
      throw new RunRefused(
          new Problem(
              "run.exists",
              "A run " + run + " exists in " + own + ". Nothing was done.",
              "Go on with it with `cutover resume`, or make a new plan."),
          exists);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The run's folder "
              + own
              + " cannot be made, and without its journal nothing is done: "
              + e.getMessage()
              + ". Nothing was changed.",
          e);
    }
    return new Opened(plan, FileJournal.open(own.resolve(JOURNAL), run, clock));
  }

  /// Takes a run away whose begin was refused: its journal has no record, so nothing was done by
  /// it, and the plan can be begun where it fits. Any other is left.
  public void forget(String run) {
    Path own = of(run);
    try {
      if (Files.size(own.resolve(JOURNAL)) == 0) {
        Files.delete(own.resolve(JOURNAL));
        Files.delete(own.resolve(PLAN));
        Files.delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + own + " of a run that was refused cannot be removed.", e);
    }
  }

  /// Makes a new name in a folder survive a loss of power; Windows knows no such thing.
  private static void force(Path made) throws IOException {
    if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Opened open(String run) {
    return new Opened(plan(run), FileJournal.open(of(run).resolve(JOURNAL), run, clock));
  }

  @Override
  public FrozenPlan plan(String run) {
    Path file = of(run).resolve(PLAN);
    if (!Files.isRegularFile(file)) {
      throw new RunRefused(
          new Problem(
              "run.unknown",
              "There is no run " + run + " in " + folder + ". Nothing was done.",
              "`cutover status` lists the runs of this workstation."));
    }
    return plans.load(file);
  }

  @Override
  public List<JournalRecord> records(String run) {
    Path file = of(run).resolve(JOURNAL);
    try {
      return JournalContent.read(file, run).records();
    } catch (IOException e) {
      throw new UncheckedIOException("The journal " + file + " cannot be read.", e);
    }
  }
}
