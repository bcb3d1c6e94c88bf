package dev.cutover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file tells one story, and a story of more than 400 lines is more than one.
class FileSizeTest {
  private static final int MOST_LINES = 400;

  @Test
  void noSourceFileIsLongerThan400Lines() throws IOException {
    assertThat(tooLong(Path.of("src"))).isEmpty();
  }

  @Test
  void aFileOf401LinesIsReported(@TempDir Path folder) throws IOException {
    Path longest = Files.writeString(folder.resolve("Longest.java"), "//\n".repeat(MOST_LINES));
    Path tooLong = Files.writeString(folder.resolve("TooLong.java"), "//\n".repeat(MOST_LINES + 1));

    assertThat(tooLong(folder)).hasSize(1).first().asString().contains(tooLong.toString(), "401");
    assertThat(longest).exists();
  }

  private static List<String> tooLong(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MOST_LINES) {
          found.add(file + ": " + lines + " lines, at most " + MOST_LINES);
        }
      }
    }
    return found;
  }
}
