/// The vertical pipeline: runs with their lanes, jobs, errors by what they have in common, and the
/// acts on them.
@NullMarked
package dev.cutover.ui.pipeline;

import org.jspecify.annotations.NullMarked;
