package dev.cutover.ui.schema;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.job.Problem;

/// How a rehearsal or a migration ended.
sealed interface SchemaEnd {

  record Rehearsed(Rehearsal rehearsal) implements SchemaEnd {}

  record Applied(MigrationOutcome outcome) implements SchemaEnd {}

  record Failed(Problem problem) implements SchemaEnd {}
}
