package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.ui.fx.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every word of the window is in every language.
class WordsTest {
  private static final Path BUNDLES = Path.of("src/main/resources/i18n");
  private static final Path FXML = Path.of("src/main/resources/fxml");
  private static final Pattern KEY = Pattern.compile("\"%([a-z0-9.-]+)\"");

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    Set<String> english = keys("messages.properties");
    Set<String> german = keys("messages_de.properties");

    assertThat(english).hasSizeGreaterThan(100);
    assertThat(german).isEqualTo(english);
  }

  @Test
  void noKeyIsWrittenTwice() throws IOException {
    for (String bundle : List.of("messages.properties", "messages_de.properties")) {
      List<String> keys = new ArrayList<>();
      for (String line : Files.readAllLines(BUNDLES.resolve(bundle))) {
        if (line.contains("=") && !line.startsWith("#")) {
          keys.add(line.substring(0, line.indexOf('=')));
        }
      }
      assertThat(keys).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyKeyInFxmlHasAText() throws IOException {
    Set<String> known = keys("messages.properties");
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FXML)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".fxml")).toList()) {
        Matcher keys = KEY.matcher(Files.readString(file));
        while (keys.find()) {
          asked.add(keys.group(1));
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(known).containsAll(asked);
  }

  @Test
  void everyTextWithAPlaceIsAPattern() throws IOException {
    for (String bundle : List.of("messages.properties", "messages_de.properties")) {
      Properties all = read(bundle);
      all.forEach(
          (key, text) -> {
            if (String.valueOf(text).contains("{")) {
              assertThat(new MessageFormat(String.valueOf(text), Locale.ENGLISH).getFormats())
                  .as(bundle + " " + key)
                  .isNotEmpty();
            }
          });
    }
  }

  @Test
  void numbersAreWrittenInTheWayOfTheLanguage() {
    assertThat(Texts.of(Locale.ENGLISH).get("number", 12_345)).isEqualTo("12,345");
    assertThat(Texts.of(Locale.GERMAN).get("number", 12_345)).isEqualTo("12.345");
    assertThat(Texts.of(Locale.FRENCH).get("screen.overview")).isEqualTo("Overview");
  }

  private static Set<String> keys(String bundle) throws IOException {
    return new TreeSet<>(read(bundle).stringPropertyNames());
  }

  private static Properties read(String bundle) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(BUNDLES.resolve(bundle), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
