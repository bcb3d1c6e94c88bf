/// The change from the old service to the pipeline: its steps, and the ports through which they
/// look at and change what is outside.
@NullMarked
package dev.cutover.cutover;

import org.jspecify.annotations.NullMarked;
