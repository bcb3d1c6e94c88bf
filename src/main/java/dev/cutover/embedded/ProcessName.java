package dev.cutover.embedded;

import java.time.Instant;

/// This or another process, told apart from a later one with the same pid by its start time.
record ProcessName(long pid, long startedAt) {

  static ProcessName mine() {
    return of(ProcessHandle.current());
  }

  static ProcessName of(ProcessHandle process) {
    return new ProcessName(
        process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /// Reads `pid-startedAt`, also as the beginning of a file name.
  static ProcessName parse(String text) {
    String[] parts = text.split("-", 3);
    return new ProcessName(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  String text() {
    return pid + "-" + startedAt;
  }

  @Override
  public String toString() {
    return "process " + pid + " (started " + Instant.ofEpochMilli(startedAt) + ")";
  }
}
