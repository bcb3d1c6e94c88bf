package dev.cutover.cutover;

/// Brings a database to the schema that this program works with. It only ever adds; a database that
/// is not recognised, or that holds rows which the new keys would refuse, is left alone with the
/// reason told.
public interface SchemaMigrator {

  /// What the database is and what is pending. Changes nothing and waits for nobody.
  MigrationStatus status();

  /// The statements of a script, as they are run.
  String text(MigrationStatus.Script script);

  /// Applies what is pending. Refusals are told, not thrown; a broken connection is thrown.
  default MigrationOutcome migrate() {
    return migrate(MigrationWatch.SILENT);
  }

  /// The same, watched. A cancelled one is refused with [MigrationProblem.Code#CANCELLED]; the
  /// scripts that were through by then stay.
  MigrationOutcome migrate(MigrationWatch watch);

  /// Runs what is pending in one transaction and rolls it back. Its locks keep writers out
  /// meanwhile.
  default Rehearsal rehearse() {
    return rehearse(MigrationWatch.SILENT);
  }

  /// The same, watched. A cancelled one has a problem [MigrationProblem.Code#CANCELLED].
  Rehearsal rehearse(MigrationWatch watch);
}
