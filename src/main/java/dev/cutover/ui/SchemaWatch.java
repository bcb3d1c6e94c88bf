package dev.cutover.ui;

import dev.cutover.cutover.MigrationStatus;

/// The schema of the target, to look at. Nothing here changes it.
public interface SchemaWatch {

  MigrationStatus status();

  /// The statements of a script.
  String text(MigrationStatus.Script script);

  /// Whether migrations are pending that no cutover is going to apply, so that they alone are to be
  /// seen to before anything else can be worked on.
  boolean isBehind();
}
