package dev.cutover.ui;

import dev.cutover.job.Problem;
import dev.cutover.monitor.Health;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import java.util.function.Function;

/// All that the screens may read of the servers they are connected to. The sessions behind it are
/// read-only: what changes something goes through [Acts].
///
/// @param integrations only its list is used here
/// @param mappings only read through this
/// @param schedules only their list is used here
/// @param raw raw rows and what they became
/// @param queues depths, topology and dead letters
/// @param cutover runs of the cutover, and backups
/// @param explain turns any failure into words
public record ConsolePorts(
    PipelineMonitor monitor,
    JobBrowser jobs,
    IntegrationAdmin integrations,
    Mappings mappings,
    Schedules schedules,
    Health.Probe health,
    RawPorts raw,
    QueuePorts queues,
    CutoverPorts cutover,
    Function<Exception, Problem> explain) {

  /// The same with other queues.
  public ConsolePorts with(QueuePorts others) {
    return new ConsolePorts(
        monitor, jobs, integrations, mappings, schedules, health, raw, others, cutover, explain);
  }

  /// The same with other cutovers.
  public ConsolePorts with(CutoverPorts others) {
    return new ConsolePorts(
        monitor, jobs, integrations, mappings, schedules, health, raw, queues, others, explain);
  }
}
