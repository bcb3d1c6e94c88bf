package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.StepName;

/// A step in the list.
///
/// @param title in the language of the window
/// @param state word of its state, such as `done`
/// @param time how long it took, takes, or is expected to take
/// @param line what the run says of it
public record StepRow(StepName name, String title, String state, String time, StepLine line) {}
