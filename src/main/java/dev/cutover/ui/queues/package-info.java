/// The queues: depths over time, the topology, and dead letters.
@NullMarked
package dev.cutover.ui.queues;

import org.jspecify.annotations.NullMarked;
