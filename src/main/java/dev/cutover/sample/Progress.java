package dev.cutover.sample;

/// Told from time to time how far the writing is.
public interface Progress {
  Progress SILENT = _ -> {};

  void wrote(Part part);

  /// What is in a file by now.
  record Part(String file, long records, long bytes) {}
}
