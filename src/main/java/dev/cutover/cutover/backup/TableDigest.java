package dev.cutover.cutover.backup;

import java.util.List;
import java.util.Map;

/// What a table held at one moment, as a number that is equal only for equal contents.
///
/// @param sha256 of the text that `COPY (query) TO STDOUT` gives; for a table without a key the two
///   sums of its rows' hashes
/// @param bytes of that text
/// @param query for whoever wants to check it by hand
/// @param key its key columns, empty without a key
/// @param tenants rows by `tenant_id`, empty for a table without one
/// @param rangeBits see [TableFacts]
/// @param ranges in the order of the key; they only tell where a difference is
public record TableDigest(
    String table,
    long rows,
    long bytes,
    String sha256,
    String query,
    List<String> key,
    Map<String, Long> tenants,
    int rangeBits,
    List<Range> ranges) {

  public TableDigest {
    key = List.copyOf(key);
    tenants = Map.copyOf(tenants);
    ranges = List.copyOf(ranges);
  }

  /// Rows up to and with a key. Where a range ends depends on its last key alone, so that a row
  /// more or less changes one range and not all behind it.
  ///
  /// @param last the key of its last row
  /// @param mark checksum of its rows
  public record Range(String last, long rows, long mark) {}

  /// The same without its ranges.
  public TableDigest bare() {
    return new TableDigest(table, rows, bytes, sha256, query, key, tenants, rangeBits, List.of());
  }

  public TableDigest with(List<Range> found) {
    return new TableDigest(table, rows, bytes, sha256, query, key, tenants, rangeBits, found);
  }

  public boolean sameContents(TableDigest other) {
    return rows == other.rows && sha256.equals(other.sha256);
  }
}
