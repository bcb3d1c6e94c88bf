package dev.cutover.rawdata;

import dev.cutover.job.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A snapshot cannot be written, opened or read as it is.
public final class SnapshotTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient Problem problem;

  public SnapshotTrouble(Path file, Problem problem, @Nullable Throwable cause) {
    super(problem.what(), cause);
    this.file = file.toString();
    this.problem = problem;
  }

  public SnapshotTrouble(Path file, Problem problem) {
    this(file, problem, null);
  }

  public Path file() {
    return Path.of(file);
  }

  public Problem problem() {
    return problem;
  }
}
