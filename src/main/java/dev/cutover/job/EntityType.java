package dev.cutover.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a raw row, a job and a count are about. The word is the platform's `entity_type`.
///
/// A *primary* entity is what an administrator asks for; a companion is read along with its primary
/// (issue types with the projects) and has raw rows and counts of its own.
public enum EntityType {
  JIRA_PROJECTS("jira", null),
  JIRA_ISSUE_TYPES("jira", JIRA_PROJECTS),
  JIRA_STATUSES("jira", null),
  /// The statuses of each type of a project: one raw row a project.
  JIRA_PROJECT_STATUSES("jira", JIRA_STATUSES),
  JIRA_ISSUES("jira", null),
  /// Pull requests that the development panel of an issue names: one raw row an issue.
  JIRA_DEV_STATUS("jira", JIRA_ISSUES),
  GITHUB_REPOSITORIES("github", null),
  GITHUB_PRS("github", null),
  /// A job without work, for measuring the job machinery alone.
  BENCH_NOOP("bench", null);

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String provider;
  private final EntityType primary;

  EntityType(String provider, @Nullable EntityType primary) {
    this.provider = provider;
    this.primary = primary == null ? this : primary;
  }

  public String word() {
    return word;
  }

  public String provider() {
    return provider;
  }

  /// The entity that is asked for when this one is wanted; itself when it is primary.
  public EntityType primary() {
    return primary;
  }

  public boolean isPrimary() {
    return primary == this;
  }

  /// This entity and those read along with it.
  public List<EntityType> family() {
    List<EntityType> family = new ArrayList<>();
    for (EntityType type : values()) {
      if (type.primary == this) {
        family.add(type);
      }
    }
    return List.copyOf(family);
  }

  public static Optional<EntityType> of(String word) {
    for (EntityType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The primary entities of a provider in the order in which they are read: what others refer to
  /// first.
  public static List<EntityType> primariesOf(String provider) {
    List<EntityType> primaries = new ArrayList<>();
    for (EntityType type : values()) {
      if (type.isPrimary() && type.provider.equals(provider)) {
        primaries.add(type);
      }
    }
    return List.copyOf(primaries);
  }
}
