/// Read models: immutable pictures of what is going on, for the command line and the console alike.
@NullMarked
package dev.cutover.monitor;

import org.jspecify.annotations.NullMarked;
