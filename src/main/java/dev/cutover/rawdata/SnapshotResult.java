package dev.cutover.rawdata;

import java.nio.file.Path;

/// How the writing of a snapshot ended.
///
/// @param rows rows in it
/// @param bytes size of the file
/// @param sha256 digest of the file, empty after a stop
/// @param stopped true when it was cancelled: there is no file
public record SnapshotResult(Path file, long rows, long bytes, String sha256, boolean stopped) {}
