package dev.cutover.ui.pipeline;

import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one filter box over the jobs: words like `state:dead stage:load tenant:acme
/// entity:jira_issues run:12 age>10m $.path`. What it does not understand is told, not ignored.
///
/// @param filter what it means
/// @param unknown words without a meaning, in their order
record JobQuery(JobFilter filter, List<String> unknown) {
  private static final Pattern AGE = Pattern.compile("age>(\\d+)([smhd])");

  static JobQuery parse(String text) {
    Reading reading = new Reading();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        reading.take(word);
      }
    }
    return reading.query();
  }

  private static final class Reading {
    private final Set<JobState> states = EnumSet.noneOf(JobState.class);
    private final List<String> unknown = new ArrayList<>();
    private Optional<String> stage = Optional.empty();
    private Optional<String> tenant = Optional.empty();
    private Optional<String> entity = Optional.empty();
    private Optional<Long> run = Optional.empty();
    private Optional<String> path = Optional.empty();
    private Optional<Duration> age = Optional.empty();

    void take(String word) {
      int colon = word.indexOf(':');
      Matcher older = AGE.matcher(word);
      if (word.startsWith("$")) {
        path = Optional.of(path.map(before -> before + " " + word).orElse(word));
      } else if (path.isPresent()) {
        path = path.map(before -> before + " " + word);
      } else if (older.matches()) {
        age = Optional.of(span(Long.parseLong(older.group(1)), older.group(2)));
      } else if (colon < 1 || !named(word.substring(0, colon), word.substring(colon + 1))) {
        unknown.add(word);
      }
    }

    private boolean named(String name, String value) {
      switch (name) {
        case "state" -> {
          return states(value);
        }
        case "stage" -> stage = Optional.of(value);
        case "tenant" -> tenant = Optional.of(value.replace('_', ' '));
        case "entity" -> entity = Optional.of(value);
        case "run" -> {
          if (!value.matches("\\d{1,18}")) {
            return false;
          }
          run = Optional.of(Long.valueOf(value));
        }
        default -> {
          return false;
        }
      }
      return !value.isEmpty();
    }

    private boolean states(String value) {
      for (String each : value.split(",")) {
        Optional<JobState> state =
            EnumSet.allOf(JobState.class).stream()
                .filter(one -> one.word().equals(each))
                .findFirst();
        if (state.isEmpty()) {
          return false;
        }
        states.add(state.get());
      }
      return true;
    }

    private static Duration span(long count, String unit) {
      return switch (unit) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    JobQuery query() {
      return new JobQuery(
          new JobFilter(List.of(), Set.copyOf(states), stage, tenant, entity, run, path, age),
          List.copyOf(unknown));
    }
  }
}
