package dev.cutover.database;

import dev.cutover.cutover.backup.RowChanges.Changed;
import java.io.BufferedWriter;
import java.io.IOException;

/// Writes changed rows as lines of JSON, and counts them.
final class ChangeWriter {
  private static final String NOTHING = "{}";

  private final BufferedWriter fit;
  private final BufferedWriter unfit;
  private long inserted;
  private long updated;
  private long deleted;
  private long without;

  ChangeWriter(BufferedWriter fit, BufferedWriter unfit) {
    this.fit = fit;
    this.unfit = unfit;
  }

  /// @param row the server's JSON
  /// @param extra columns that the other side has not, as JSON
  void write(String change, String row, String extra) throws IOException {
    boolean fits = extra.equals(NOTHING);
    BufferedWriter out = fits ? fit : unfit;
    out.write("{\"change\":\"" + change + "\",\"row\":" + row);
    if (!fits) {
      out.write(",\"does_not_fit\":" + extra);
      without++;
    }
    out.write("}\n");
    switch (change) {
      case "inserted" -> inserted++;
      case "updated" -> updated++;
      default -> deleted++;
    }
  }

  Changed counted(String table) {
    return new Changed(table, inserted, updated, deleted, without, true);
  }
}
