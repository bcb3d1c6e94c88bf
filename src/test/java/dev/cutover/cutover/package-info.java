@NullMarked
package dev.cutover.cutover;

import org.jspecify.annotations.NullMarked;
