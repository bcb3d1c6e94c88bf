package dev.cutover.cutover.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Reads all tables of a snapshot, several at a time, the largest first.
final class TableReaders {
  private TableReaders() {}

  /// One piece of work a reader.
  static List<Together.Work> of(
      Snapshot snapshot,
      List<TableFacts> tables,
      int readers,
      BackupMeter meter,
      Consumer<TableDigest> found) {
    Queue<TableFacts> waiting = new ConcurrentLinkedQueue<>(tables);
    List<Together.Work> pieces = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      pieces.add(
          () -> {
            for (TableFacts next = waiting.poll(); next != null; next = waiting.poll()) {
              TableDigest digest = snapshot.digest(next, meter::read);
              meter.known(next.title(), digest.bytes());
              found.accept(digest);
            }
          });
    }
    return pieces;
  }
}
