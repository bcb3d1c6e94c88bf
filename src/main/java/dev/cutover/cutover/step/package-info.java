/// The steps of a cutover, a class each. They know what is outside by the ports of `cutover` only.
@NullMarked
package dev.cutover.cutover.step;

import org.jspecify.annotations.NullMarked;
