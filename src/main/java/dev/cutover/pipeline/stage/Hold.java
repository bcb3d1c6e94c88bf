package dev.cutover.pipeline.stage;

import java.time.Instant;

/// That a person holds an integration until a person lets it go on.
public record Hold(String by, Instant since, String because) {}
