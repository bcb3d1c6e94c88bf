/// The schema: what is pending, its statements, the rehearsal and the migration.
@NullMarked
package dev.cutover.ui.schema;

import org.jspecify.annotations.NullMarked;
