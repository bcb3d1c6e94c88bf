/// Programs of the system, run as child processes. A secret reaches them on standard input only.
@NullMarked
package dev.cutover.tool;

import org.jspecify.annotations.NullMarked;
