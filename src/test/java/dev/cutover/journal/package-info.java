@NullMarked
package dev.cutover.journal;

import org.jspecify.annotations.NullMarked;
