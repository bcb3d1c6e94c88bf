/// Pieces that several screens show.
@NullMarked
package dev.cutover.ui.widget;

import org.jspecify.annotations.NullMarked;
