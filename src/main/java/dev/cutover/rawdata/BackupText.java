package dev.cutover.rawdata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Gives the rows of a database backup as the text of COPY, table by table, while it is read: no
/// server, and nothing unpacked to disk.
public interface BackupText {

  /// @param archive a file of `pg_dump -Fc`
  /// @throws SnapshotTrouble when the archive cannot be read to its end
  void read(Path archive, List<String> tables, Reading reading);

  /// Reads the text.
  interface Reading {
    void from(InputStream text) throws IOException;
  }
}
