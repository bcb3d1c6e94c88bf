/// The steps of a cutover, one class each. They know the ports of `cutover` alone.
@NullMarked
package dev.cutover.cutover.step;

import org.jspecify.annotations.NullMarked;
