package dev.cutover.cutover.backup;

/// Which server and database it is, and what our account may do there.
///
/// @param version as `server_version_num` has it: 150019 is 15.19
/// @param systemIdentifier of the cluster; no two have the same
/// @param oid of the database
/// @param provider of its collation, `c` or `i`
/// @param icuLocale empty without one
/// @param bypassesRowSecurity sees the rows of every policy
public record ServerIdentity(
    int version,
    String versionText,
    String systemIdentifier,
    String database,
    long oid,
    long bytes,
    String encoding,
    String collate,
    String ctype,
    String provider,
    String icuLocale,
    String user,
    boolean superuser,
    boolean bypassesRowSecurity,
    boolean createsDatabases) {

  /// Such as 15.
  public int major() {
    return version / 10_000;
  }
}
