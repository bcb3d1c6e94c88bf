package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One upstream record as it came.
///
/// @param body the exact bytes of the JSON object, UTF-8 unless a flag says otherwise
/// @param sha256 digest over canonical JSON (keys sorted, numbers as written): key order is no
///   change
/// @param jsonb text that PostgreSQL's jsonb accepts when the body itself is not acceptable, else
///   null
/// @param flags why `jsonb` differs from the body (`nul`, `lone_surrogate`, `number_range` ...),
///   empty when it does not
/// @param updatedAt the source's own time of last change, null when it has none
public record SourceRecord(
    EntityType entity,
    String externalId,
    byte[] body,
    byte[] sha256,
    byte @Nullable [] jsonb,
    List<String> flags,
    @Nullable Instant updatedAt) {}
