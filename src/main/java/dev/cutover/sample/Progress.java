package dev.cutover.sample;

/// Told from time to time how far the writing is.
public interface Progress {
  Progress SILENT = (file, records, bytes) -> {};

  void wrote(String file, long records, long bytes);
}
