package dev.cutover.embedded.oldservice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What the service believes that it committed: a line `table external_id` a row, appended after
/// the commit was answered. A row in it that is not in the table was lost.
public final class Diary implements AutoCloseable {
  private final FileChannel file;

  /// Goes on at the end of one that is there.
  Diary(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /// A row that was written.
  public record Entry(String table, String externalId) {}

  void append(List<Entry> rows) throws IOException {
    StringBuilder lines = new StringBuilder();
    rows.forEach(
        row -> lines.append(row.table()).append(' ').append(row.externalId()).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// What one holds; a line that was being written is not counted.
  public static List<Entry> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = Files.readString(path);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> line.split(" ", 2))
        .map(words -> new Entry(words[0], words[1]))
        .toList();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
