package dev.cutover.ui;

import dev.cutover.pipeline.JobActions;
import dev.cutover.pipeline.LocalWorkers;
import dev.cutover.pipeline.Runs;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.rawdata.RawActs;

/// All that the screens may change. Only [Access] hands it out, and only while changes are allowed.
///
/// @param actor who acts, for the record
public record Acts(
    Runs runs,
    JobActions jobs,
    IntegrationAdmin integrations,
    Mappings mappings,
    Schedules schedules,
    RawActs raw,
    LocalWorkers workers,
    QueueActs queues,
    CutoverActs cutover,
    BackupActs backups,
    SchemaActs schema,
    SampleRecords samples,
    String actor) {

  /// The same with another cutover.
  public Acts with(CutoverActs others, BackupActs otherBackups) {
    return new Acts(
        runs,
        jobs,
        integrations,
        mappings,
        schedules,
        raw,
        workers,
        queues,
        others,
        otherBackups,
        schema,
        samples,
        actor);
  }
}
