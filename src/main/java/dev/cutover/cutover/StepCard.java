package dev.cutover.cutover;

import java.time.Duration;

/// What a step is, before it runs.
///
/// @param title such as `Freeze writes`
/// @param why what it is for, a sentence or two
/// @param expected how long it takes, from the rehearsal or the last run where there was one
/// @param measured whether `expected` was measured
/// @param wayBack how it is undone, and until when
public record StepCard(
    StepName name, String title, String why, Duration expected, boolean measured, String wayBack) {}
