/// The words that every part of the program shares: ids, stages, states, problems. Records and
/// enums only.
@NullMarked
package dev.cutover.job;

import org.jspecify.annotations.NullMarked;
