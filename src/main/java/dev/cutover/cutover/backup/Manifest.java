package dev.cutover.cutover.backup;

import dev.cutover.cutover.CutoverPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Everything that is known of a backup; the last of its files to be written.
///
/// @param format of this record, 1
/// @param run by whose name its sessions and scratch databases were called
/// @param position in the server's log at the snapshot
/// @param files all others of the backup
/// @param tables without ranges; those are in a file of their own
/// @param notCarried what such a dump leaves out, in words
/// @param milliseconds by phase
public record Manifest(
    int format,
    String run,
    Instant begun,
    Instant ended,
    Source source,
    String position,
    List<CutoverPlan.Tool> tools,
    List<BackupFile> files,
    List<TableDigest> tables,
    List<SequenceState> sequences,
    List<Watermark> watermarks,
    RestoreNeeds needs,
    Structure structure,
    long largeObjects,
    List<String> notCarried,
    Map<String, Long> milliseconds,
    Proof proof) {

  public static final int FORMAT = 1;

  public Manifest {
    tools = List.copyOf(tools);
    files = List.copyOf(files);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    watermarks = List.copyOf(watermarks);
    notCarried = List.copyOf(notCarried);
    milliseconds = Map.copyOf(milliseconds);
  }

  /// The server and database that it is a backup of.
  public record Source(String host, int port, ServerIdentity identity) {}

  /// @param name inside the folder of the backup
  public record BackupFile(String name, long bytes, String sha256) {}

  public long rows() {
    return tables.stream().mapToLong(TableDigest::rows).sum();
  }

  /// The dump itself.
  public BackupFile archive() {
    return file(BackupMaker.ARCHIVE);
  }

  public BackupFile file(String name) {
    return files.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The manifest names no file " + name));
  }
}
