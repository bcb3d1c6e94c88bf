/// The comparison of what the pipeline would have loaded with what the old service has: its words,
/// its ports, and what is known to differ and why.
@NullMarked
package dev.cutover.cutover.shadow;

import org.jspecify.annotations.NullMarked;
