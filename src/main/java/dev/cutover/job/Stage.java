package dev.cutover.job;

import java.util.Locale;
import java.util.Optional;

/// The three stages of the pipeline, in the order in which a record passes them. The word is the
/// routing key, the end of the queue's name and `etl_job_queue.job_type`.
public enum Stage {
  EXTRACT,
  TRANSFORM,
  LOAD;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }

  public String queue() {
    return "etl." + word;
  }

  public static Optional<Stage> of(String word) {
    for (Stage stage : values()) {
      if (stage.word.equals(word)) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }
}
