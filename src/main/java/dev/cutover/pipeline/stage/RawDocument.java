package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;

/// A stored raw row as the transform reads it.
///
/// @param body the JSON to read: the exact bytes, or the cleaned copy where those are no JSON
public record RawDocument(long id, EntityType entity, String externalId, byte[] body) {}
