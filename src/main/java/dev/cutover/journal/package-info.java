/// The journal and the plan of a cutover as files.
@NullMarked
package dev.cutover.journal;

import org.jspecify.annotations.NullMarked;
