/// What each stage does with a job, and the ports it needs: sources, raw store, transform, business
/// tables.
@NullMarked
package dev.cutover.pipeline.stage;

import org.jspecify.annotations.NullMarked;
