/// Sample data of our own making, in the shape of real exports: for the demo, for measuring, for
/// trying out.
@NullMarked
package dev.cutover.sample;

import org.jspecify.annotations.NullMarked;
