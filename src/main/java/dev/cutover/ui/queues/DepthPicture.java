package dev.cutover.ui.queues;

import dev.cutover.monitor.DepthPoint;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueuesSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that the depth tab shows, read in one go beside the FX thread.
///
/// @param snapshot empty before the first sample
/// @param lines the history of each queue, by measure
/// @param moments beginnings and ends of runs
record DepthPicture(
    Optional<QueuesSnapshot> snapshot,
    long from,
    long to,
    Map<QueueDepths.Measure, List<HistoryLine>> lines,
    List<Moment> moments) {

  record HistoryLine(String queue, List<DepthPoint> points) {}

  record Moment(long millis, String text) {}
}
