/// Checks and what they find.
@NullMarked
package dev.cutover.check;

import org.jspecify.annotations.NullMarked;
