package dev.cutover.ui;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import java.util.function.Supplier;

/// What the screen of the queues may change.
///
/// @param wayBack opens the way back for one replay; whoever asked closes it
public record QueueActs(
    TopologyControl topology, DeadLetters letters, Supplier<MessageReturn> wayBack) {}
