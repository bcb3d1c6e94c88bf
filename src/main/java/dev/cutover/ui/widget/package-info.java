/// Controls that several screens use.
@NullMarked
package dev.cutover.ui.widget;

import org.jspecify.annotations.NullMarked;
