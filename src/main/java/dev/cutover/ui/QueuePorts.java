package dev.cutover.ui;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.pipeline.DeadLetters;

/// What the screen of the queues reads.
///
/// @param depths sampled by the connection for as long as it is open
/// @param topology only shown through this
/// @param letters only read through this
public record QueuePorts(QueueDepths depths, TopologyControl topology, DeadLetters letters) {}
