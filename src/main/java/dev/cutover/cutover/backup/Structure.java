package dev.cutover.cutover.backup;

/// Digests of the definitions of a database; see [Definitions].
///
/// @param full SHA-256 with owners and rights
/// @param withoutOwners SHA-256 without them, for a restore that left them out
public record Structure(String full, String withoutOwners) {}
