/// All runs, one by one, with what each moved and what went wrong.
@NullMarked
package dev.cutover.ui.runs;

import org.jspecify.annotations.NullMarked;
