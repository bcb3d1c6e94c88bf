package dev.cutover.rawdata;

/// What an operator may do with raw rows.
public enum RawAct {
  /// Transform and load them again: they become `pending` and get a transform job.
  REQUEUE,
  /// Leave failed or waiting ones out: they become `skipped`, until the source sends them again.
  SKIP
}
