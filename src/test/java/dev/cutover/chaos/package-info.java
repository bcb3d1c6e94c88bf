/// Real worker processes under real failures.
@NullMarked
package dev.cutover.chaos;

import org.jspecify.annotations.NullMarked;
