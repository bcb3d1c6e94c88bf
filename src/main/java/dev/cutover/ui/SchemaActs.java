package dev.cutover.ui;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;

/// Trying and applying what is pending. Refusals, cancelling among them, are told and not thrown.
public interface SchemaActs {

  /// In one transaction that is rolled back; its locks keep writers out meanwhile.
  Rehearsal rehearse(MigrationWatch watch);

  MigrationOutcome migrate(MigrationWatch watch);
}
