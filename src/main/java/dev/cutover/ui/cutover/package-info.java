/// The cutover: the backups it stands on.
@NullMarked
package dev.cutover.ui.cutover;

import org.jspecify.annotations.NullMarked;
