package dev.cutover.ui;

import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.LoadedRows;
import dev.cutover.rawdata.RawSource;

/// Raw rows, and what they are beside what was loaded of them.
///
/// @param expected what the transform makes of a raw row now
public record RawPorts(RawSource source, LoadedRows loaded, ExpectedRows expected) {}
