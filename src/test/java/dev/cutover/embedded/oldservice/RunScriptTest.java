package dev.cutover.embedded.oldservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.TestFolder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scripts that start the sample services, which are this program once more.
class RunScriptTest {
  @ParameterizedTest
  @ValueSource(strings = {"run-old.sh", "run-new.sh"})
  void aPackagedProgramStartsItselfAsIfNoneRan(String name) throws Exception {
    Path folder = TestFolder.create("run-script");
    Path script = folder.resolve(name);
    try (InputStream in = SampleSite.class.getResourceAsStream("/sample-service/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(script, text.replace("@PROGRAM@", "sh -c env"));
    }
    Files.writeString(folder.resolve(".env"), "POSTGRES_USER=etl\n");
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    builder.environment().put("_JPACKAGE_LAUNCHER", "of the one that runs");
    builder.environment().put("KEPT", "yes");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).contains("KEPT=yes").doesNotContain("_JPACKAGE_LAUNCHER");
    TestFolder.delete(folder);
  }
}
