package dev.cutover.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rounds of one size: its files, the rows of the limit, and the rates seen so far.
final class Series {
  /// The limit is a rate; beyond this many rows it does not become another one.
  private static final int LIMIT_ROWS = 10_000;

  private final int issues;
  private final int rounds;
  private final Path files;
  private final Path rows;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> limit = new ArrayList<>();
  private @Nullable BareCopy bare;

  /// Writes the sample.
  Series(Folder folder, int issues, int rounds) throws InterruptedException {
    this.issues = issues;
    this.rounds = rounds;
    this.files = folder.sample(issues);
    this.rows = folder.file("rows-" + issues + ".copy");
  }

  int issues() {
    return issues;
  }

  int rounds() {
    return rounds;
  }

  Path files() {
    return files;
  }

  /// Takes the rate of a round, whose rows are in the raw table, and measures the limit beside it.
  void add(double rate, Ground ground) {
    ours.add(rate);
    if (bare == null) {
      bare = BareCopy.of(ground, rows, LIMIT_ROWS);
      // The first time reads the file.
      bare.measure();
    }
    limit.add(bare.measure());
  }

  String lastRound() {
    return "%d issues, round %d of %d: ours %.0f, bare COPY %.0f issues a second"
        .formatted(issues, ours.size(), rounds, ours.getLast(), limit.getLast());
  }

  PipelineBench.Size measured() {
    return new PipelineBench.Size(issues, new Rates(ours), new Rates(limit));
  }
}
