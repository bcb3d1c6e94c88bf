package dev.cutover.boot;

import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.WindowChoices;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `window.properties`: what the user chose for the window. A file that is missing or damaged means
/// that nothing was chosen; a choice that cannot be kept holds until the window is closed.
final class ChoicesFile implements WindowChoices {
  private static final Logger LOG = LoggerFactory.getLogger(ChoicesFile.class);
  private static final String LOOK = "look";
  private static final String TIME = "time";
  private static final String LOCAL = "local";

  private final Path file;
  private final Properties choices = new Properties();

  ChoicesFile(Path folder) {
    this.file = folder.resolve("window.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        choices.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("the choices of the window in {} cannot be read and do not hold", file, e);
      }
    }
  }

  @Override
  public Optional<Theme> look() {
    String word = choices.getProperty(LOOK, "");
    return Arrays.stream(Theme.values()).filter(each -> each.word().equals(word)).findFirst();
  }

  @Override
  public boolean utc() {
    return !choices.getProperty(TIME, "").equals(LOCAL);
  }

  @Override
  public void keepLook(Optional<Theme> look) {
    keep(LOOK, look.map(Theme::word).orElse("system"));
  }

  @Override
  public void keepUtc(boolean utc) {
    keep(TIME, utc ? "utc" : LOCAL);
  }

  private void keep(String name, String value) {
    choices.setProperty(name, value);
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      choices.store(writer, null);
    } catch (IOException e) {
      LOG.warn("what was chosen for the window is not kept in {}", file, e);
    }
  }
}
