package dev.cutover.monitor;

import dev.cutover.job.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All queues at one moment, and what could not be read for it.
///
/// @param asOf when it was taken
/// @param since when sampling began: the history reaches back to it
/// @param management true when the management interface told its figures
/// @param brokerTrouble why depths are unknown
/// @param statisticsTrouble why the management interface says nothing though it is configured
/// @param jobsTrouble why the job table says nothing
public record QueuesSnapshot(
    Instant asOf,
    Instant since,
    boolean management,
    List<QueueLine> queues,
    Optional<Problem> brokerTrouble,
    Optional<Problem> statisticsTrouble,
    Optional<Problem> jobsTrouble) {}
