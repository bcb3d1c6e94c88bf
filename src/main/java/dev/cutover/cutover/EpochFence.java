package dev.cutover.cutover;

/// The epoch inside a database, so that a statement there can carry it. The truth is with
/// [RunLock]; this is raised to it and never lowered.
///
/// R2 raises it in the restored database before that becomes the live one: a backup remembers an
/// older epoch.
public interface EpochFence {

  /// What the database has; 0 when it has none.
  long epoch();

  /// Makes it at least this.
  void raise(long epoch);

  /// Takes it away with everything that was made for it.
  void remove();
}
