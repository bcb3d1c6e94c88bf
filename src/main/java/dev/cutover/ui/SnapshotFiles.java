package dev.cutover.ui;

import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotFacts;
import java.nio.file.Path;

/// Opens snapshots of raw rows. Contacts no server.
public interface SnapshotFiles {

  /// Reads the head of the file; to be called beside the FX thread.
  ///
  /// @throws RuntimeException when it is no snapshot; `explain` has the words
  Opened open(Path file);

  /// Words for any failure.
  Problem explain(Exception failure);

  /// A snapshot that is looked at.
  interface Opened extends AutoCloseable {
    SnapshotFacts facts();

    /// Its rows; what needs a server refuses.
    RawPorts ports();

    /// Reads every byte of it.
    SnapshotCheck verify(Progress progress);

    @Override
    void close();
  }
}
