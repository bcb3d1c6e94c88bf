package dev.cutover.ui;

import java.util.function.Consumer;

/// Opens the servers of a profile.
public interface Connector {

  /// Takes seconds; runs beside the FX thread.
  ///
  /// @param step told what is being done, in the words of [Step]
  /// @throws Exception when the servers cannot be reached; `explain` has the words
  Connection connect(Consumer<Step> step) throws Exception;

  /// Words for a failure of [#connect].
  dev.cutover.job.Problem explain(Exception failure);

  /// What connecting does at the moment.
  enum Step {
    STARTING_SERVICES,
    OPENING_DATABASE,
    MIGRATING,
    OPENING_BROKER,
    STARTING_WORKERS
  }
}
