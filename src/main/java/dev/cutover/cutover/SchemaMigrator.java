package dev.cutover.cutover;

/// Brings a database to the schema that this program works with. It only ever adds; a database that
/// is not recognised, or that holds rows which the new keys would refuse, is left alone with the
/// reason told.
public interface SchemaMigrator {

  /// What the database is and what is pending. Changes nothing and waits for nobody.
  MigrationStatus status();

  /// Applies what is pending. Refusals are told, not thrown; a broken connection is thrown.
  MigrationOutcome migrate();

  /// Runs what is pending in one transaction and rolls it back. Its locks keep writers out
  /// meanwhile.
  Rehearsal rehearse();
}
