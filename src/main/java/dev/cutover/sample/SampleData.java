package dev.cutover.sample;

import dev.cutover.job.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Writes a folder that the `files` source reads: projects, types, statuses, issues with their
/// changelogs, repositories and pull requests that refer to each other. Made here, copied from
/// nobody; the same size and seed give the same bytes.
public final class SampleData {
  private SampleData() {}

  /// What was written.
  ///
  /// @param bytes by entity; an entity without records has no file and no entry
  public record Written(Path folder, Map<EntityType, Long> bytes) {
    public long total() {
      return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Replaces the files of the same names; other files of the folder stay.
  ///
  /// @throws SampleTrouble when a file cannot be written
  /// @throws InterruptedException when the thread was interrupted; files already whole stay
  public static Written write(Path folder, SampleSize size, long seed, Progress progress)
      throws InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SampleTrouble(folder, e);
    }
    RecordFile files = new RecordFile(folder, progress);
    Map<EntityType, Long> bytes = new EnumMap<>(EntityType.class);
    for (Map.Entry<EntityType, RecordFile.Lines> each : records(new Plan(size, seed)).entrySet()) {
      if (each.getValue().count() > 0) {
        bytes.put(each.getKey(), files.write(each.getKey(), each.getValue()));
      }
    }
    return new Written(folder, bytes);
  }

  private static Map<EntityType, RecordFile.Lines> records(Plan plan) {
    ProjectJson projects = new ProjectJson(plan);
    Map<EntityType, RecordFile.Lines> records = new EnumMap<>(EntityType.class);
    records.put(EntityType.JIRA_PROJECTS, projects.catalogue());
    records.put(
        EntityType.JIRA_ISSUE_TYPES,
        RecordFile.Lines.of(IssueType.ALL.stream().map(IssueType::jira).toList()));
    records.put(
        EntityType.JIRA_STATUSES,
        RecordFile.Lines.of(Status.CATALOGUE.stream().map(Status::jira).toList()));
    records.put(EntityType.JIRA_PROJECT_STATUSES, projects.statuses());
    records.put(EntityType.JIRA_ISSUES, new IssueJson(plan, projects));
    records.put(EntityType.JIRA_DEV_STATUS, new DevStatusJson(plan));
    records.put(EntityType.GITHUB_REPOSITORIES, new RepositoryJson(plan));
    records.put(EntityType.GITHUB_PRS, new PullRequestJson(plan));
    return records;
  }
}
