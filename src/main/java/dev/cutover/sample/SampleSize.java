package dev.cutover.sample;

/// How much to make of what. Without repositories there are no pull requests and no development
/// status.
public record SampleSize(int projects, int issues, int repositories, int pullRequests) {
  /// What the demo shows.
  public static final SampleSize DEMO = new SampleSize(12, 400, 6, 120);

  private static final int PROJECTS = 12;

  public SampleSize {
    if (projects < 1 || projects > Project.MOST) {
      throw new IllegalArgumentException("between 1 and " + Project.MOST + " projects");
    }
    if (issues < 0 || repositories < 0 || pullRequests < 0) {
      throw new IllegalArgumentException("no count may be negative");
    }
    if (repositories > Repository.MOST) {
      throw new IllegalArgumentException("at most " + Repository.MOST + " repositories");
    }
    if (pullRequests > 0 && repositories == 0) {
      throw new IllegalArgumentException("pull requests need a repository");
    }
  }

  /// Issues and their catalogues alone, for measuring: about 35 KB an issue.
  public static SampleSize ofIssues(int issues) {
    return new SampleSize(PROJECTS, issues, 0, 0);
  }
}
