/// The screen of the connection profiles: to write them, to test them, to open one.
@NullMarked
package dev.cutover.ui.connect;

import org.jspecify.annotations.NullMarked;
