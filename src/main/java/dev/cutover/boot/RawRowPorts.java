package dev.cutover.boot;

import dev.cutover.database.Database;
import dev.cutover.database.LiveRawSource;
import dev.cutover.database.PgJourneys;
import dev.cutover.database.PgLoadedRows;
import dev.cutover.database.PgRawActs;
import dev.cutover.monitor.Journeys;
import dev.cutover.pipeline.stage.Integrations;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.LoadedRows;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawSource;
import dev.cutover.transform.PulseTransform;

/// The raw rows of a live database: to look at, to compare with what was loaded, to act on.
public record RawRowPorts(
    RawSource source, RawActs acts, LoadedRows loaded, ExpectedRows expected, Journeys journeys) {

  /// @param origin what to call the database
  static RawRowPorts of(Database database, String origin, Integrations integrations) {
    return new RawRowPorts(
        new LiveRawSource(database, origin),
        new PgRawActs(database),
        new PgLoadedRows(database),
        new TransformPreview(new PulseTransform(), integrations),
        new PgJourneys(database));
  }
}
