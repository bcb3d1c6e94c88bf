package dev.cutover.cutover.backup;

import java.util.List;

/// A table as a digest needs to know it.
///
/// @param columns in the order in which they are read: the key's first, then `tenant_id`, then the
///   rest as the table has them
/// @param keyColumns how many of them are the key, 0 for a table without one
/// @param tenantColumn index of `tenant_id` among the columns, -1 without one
/// @param query text of the reading, the same on the other side of a restore
/// @param rangeBits a range ends where so many bits of its last key's checksum are zero
/// @param bytes of its heap and its long values
public record TableFacts(
    String schema,
    String name,
    List<String> columns,
    int keyColumns,
    int tenantColumn,
    String query,
    int rangeBits,
    long bytes) {

  public TableFacts {
    columns = List.copyOf(columns);
  }

  /// Such as `public.work_items`, for people.
  public String title() {
    return schema + "." + name;
  }

  /// The same table read by the statement of another digest.
  public TableFacts like(TableDigest other) {
    return new TableFacts(
        schema,
        name,
        columns,
        other.key().size(),
        tenantColumn,
        other.query(),
        other.rangeBits(),
        bytes);
  }
}
