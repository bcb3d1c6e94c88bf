package dev.cutover.pipeline;

import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import java.util.List;
import java.util.Map;

/// What an administrator or a schedule asks for.
///
/// @param entities primary entities, empty for all that the provider has
/// @param priority 0 (lowest) to 9
/// @param full read from the beginning and transform unchanged records again
/// @param options free options for the source, such as `jql`
/// @param requestedBy who asked, for the record
public record RunRequest(
    IntegrationId integration,
    List<EntityType> entities,
    int priority,
    boolean full,
    Map<String, String> options,
    String requestedBy) {
  public static final int DEFAULT_PRIORITY = 5;
}
