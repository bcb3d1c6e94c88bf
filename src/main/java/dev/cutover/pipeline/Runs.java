package dev.cutover.pipeline;

/// Starts runs: one transaction creates the run and an extract job for each entity.
public interface Runs {
  RunStart start(RunRequest request);
}
