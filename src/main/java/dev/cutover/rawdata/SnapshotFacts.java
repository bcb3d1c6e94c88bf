package dev.cutover.rawdata;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a snapshot says about itself.
///
/// @param provenance of the rows in it
/// @param takenAt when its rows were read, all in one state of their store
/// @param madeBy program and version
/// @param filter which rows were chosen, in words; empty when all were
/// @param masked what was made unreadable on purpose (`emails`, `tokens`, `names`)
/// @param rows rows that were written
/// @param bytes of their documents
/// @param damage what is wrong with the file as far as opening it shows, null when nothing is
public record SnapshotFacts(
    Path file,
    RawProvenance provenance,
    Instant takenAt,
    String madeBy,
    String filter,
    List<String> masked,
    long rows,
    long bytes,
    @Nullable String damage) {

  public SnapshotFacts {
    masked = List.copyOf(masked);
  }
}
