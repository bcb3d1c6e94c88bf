package dev.cutover.pipeline;

/// Implemented by exceptions of adapters so that the runtime can tell whose fault a failure is.
public interface InfrastructureTrouble {

  /// The system of record cannot be used now (connection gone, shutting down, disk full): close the
  /// gate and give the job back without counting an attempt.
  boolean closesGate();

  /// Lost against another transaction (deadlock, serialization, lock timeout): the same write
  /// again.
  boolean worthRepeating();
}
