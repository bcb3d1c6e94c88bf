package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir Path home;

  @Test
  void aCanarySecretIsNeverInTheLogsAndStandardOutputStaysEmpty() throws Exception {
    Run quiet = run();

    assertThat(quiet.out()).isEmpty();
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.log())
        .contains(
            "marker",
            "amqp://u:***@host",
            "it failed",
            "IllegalStateException",
            "the JDK's own logging says")
        .doesNotContain("canary", "noise of a library");
  }

  @Test
  void verboseShowsWarningsOnStandardErrorWithoutSecrets() throws Exception {
    Run verbose = run("verbose");

    assertThat(verbose.out()).isEmpty();
    assertThat(verbose.err())
        .contains("WARN", "the value is ***", "it failed")
        .doesNotContain("canary", "marker");
  }

  private Run run(String... more) throws IOException, InterruptedException {
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LogWriter.class.getName(),
                    home.toString()),
                Stream.of(more))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(home.resolve("logs"))) {
      for (Path file : files.toList()) {
        log.append(Files.readString(file));
      }
    }
    return new Run(Files.readString(out), Files.readString(err), log.toString());
  }

  private record Run(String out, String err, String log) {}
}
