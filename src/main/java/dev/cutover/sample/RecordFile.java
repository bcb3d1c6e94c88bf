package dev.cutover.sample;

import dev.cutover.job.EntityType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// One file, a record a line. It gets its name when it is whole, so that a stop leaves no half of
/// one.
final class RecordFile {
  private static final int FLUSH_AT = 1 << 20;

  private final Path folder;
  private final Progress progress;

  /// The records of a file, by number.
  interface Lines {
    int count();

    void write(int number, JsonBytes out);

    static Lines of(List<byte[]> records) {
      return new Lines() {
        @Override
        public int count() {
          return records.size();
        }

        @Override
        public void write(int number, JsonBytes out) {
          out.add(records.get(number));
        }
      };
    }
  }

  RecordFile(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /// @return bytes written
  /// @throws InterruptedException when the thread was interrupted; the unfinished file is gone
  long write(EntityType entity, Lines lines) throws InterruptedException {
    Path file = folder.resolve(entity.word() + ".ndjson");
    Path part = folder.resolve(entity.word() + ".ndjson.part");
    try {
      try {
        long bytes = writeLines(part, file, lines);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new SampleTrouble(file, e);
    }
  }

  private long writeLines(Path part, Path file, Lines lines)
      throws IOException, InterruptedException {
    String name = String.valueOf(file.getFileName());
    JsonBytes buffer = new JsonBytes();
    long written = 0;
    try (OutputStream out = Files.newOutputStream(part)) {
      for (int i = 0; i < lines.count(); i++) {
        lines.write(i, buffer);
        buffer.add('\n');
        if (buffer.length() >= FLUSH_AT || i == lines.count() - 1) {
          buffer.writeTo(out);
          written += buffer.length();
          buffer.clear();
          progress.wrote(new Progress.Part(name, i + 1L, written));
          if (Thread.interrupted()) {
            throw new InterruptedException("stopped while writing " + file);
          }
        }
      }
    }
    return written;
  }
}
