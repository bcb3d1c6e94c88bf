package dev.cutover.pipeline;

import dev.cutover.job.JobId;

/// What a broker message carries: which job may be due. The row decides; a hint that is late,
/// doubled or wrong changes nothing.
///
/// @param dispatch number of the dispatch that sent it, 0 when unknown
public record Hint(JobId job, int dispatch) {}
