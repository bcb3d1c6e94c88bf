/// The whole pipeline against recorded answers of real sites, where the recordings are present.
@NullMarked
package dev.cutover.oracle;

import org.jspecify.annotations.NullMarked;
