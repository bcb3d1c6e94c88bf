/// The typed rows that transform hands to load. Each record is one staging table: the components
/// are its columns by name, in snake case.
@NullMarked
package dev.cutover.pipeline.stage.rows;

import org.jspecify.annotations.NullMarked;
