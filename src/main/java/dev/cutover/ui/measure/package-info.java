/// The window while it is being measured: when it is there, and how long it would let a click wait.
@NullMarked
package dev.cutover.ui.measure;

import org.jspecify.annotations.NullMarked;
