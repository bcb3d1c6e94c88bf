package dev.cutover.ui;

import dev.cutover.monitor.Journeys;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.LoadedRows;
import dev.cutover.rawdata.RawSource;

/// Raw rows, and what they are beside what was loaded of them.
///
/// @param expected what the transform makes of a raw row now
/// @param journeys what happened to a record from its extraction to its load
public record RawPorts(
    RawSource source, LoadedRows loaded, ExpectedRows expected, Journeys journeys) {}
