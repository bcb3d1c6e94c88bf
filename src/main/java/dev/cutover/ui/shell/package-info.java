/// The frame around the screens: environment band, navigation, status bar, palette, keys, log.
@NullMarked
package dev.cutover.ui.shell;

import org.jspecify.annotations.NullMarked;
