/// The first screen: is everything that was extracted also loaded, and if not, why.
@NullMarked
package dev.cutover.ui.overview;

import org.jspecify.annotations.NullMarked;
