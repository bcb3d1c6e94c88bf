package dev.cutover.bench;

/// Told what is being done, for a person who waits.
public interface Observer {
  void doing(String line);
}
