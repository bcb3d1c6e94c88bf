package dev.cutover.rawdata;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What an export looks like.
public sealed interface RawFormat {

  /// The documents alone, one a line, as the source of files reads them. Line breaks between the
  /// values of a document are left out; every other byte is as it came.
  record Documents(boolean isCompressed) implements RawFormat {}

  /// A line each with where the document comes from, and the document in `raw_data`.
  record Provenance(boolean isCompressed) implements RawFormat {}

  /// A table: where each row comes from, and the values at these paths.
  record Csv(List<String> paths) implements RawFormat {
    public Csv {
      paths = List.copyOf(paths);
      paths.forEach(JsonPaths::steps);
    }

    @Override
    public boolean isCompressed() {
      return false;
    }
  }

  boolean isCompressed();

  /// A writer onto `out`, which stays open.
  default Writer writer(OutputStream out) {
    return switch (this) {
      case Documents _ -> new NdjsonWriter(out, false);
      case Provenance _ -> new NdjsonWriter(out, true);
      case Csv(List<String> paths) -> new CsvWriter(out, paths);
    };
  }

  /// Writes rows one after the other.
  interface Writer {
    void begin() throws IOException;

    void row(RawRecord row) throws IOException;
  }
}
