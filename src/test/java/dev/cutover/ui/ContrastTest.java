package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text can be read on its ground in every look: WCAG 2.1 success criterion 1.4.3, 4.5 to one; the
/// contrast look 1.4.6, 7 to one. Every token that ends in `-fg` has its ground in `-bg`.
class ContrastTest {
  private static final Path CSS = Path.of("src/main/resources/css");
  private static final Pattern TOKEN =
      Pattern.compile("(-(?:cc|color)-[a-z-]+):\\s*#([0-9a-fA-F]{6})");

  @ParameterizedTest
  @CsvSource({
    "tokens-light, primer-light, 4.5",
    "tokens-dark, primer-dark, 4.5",
    "tokens-contrast, primer-dark, 7"
  })
  void everyTextCanBeReadOnItsGround(String sheet, String base, double least) throws IOException {
    Map<String, String> tokens = tokens(sheet, base);
    List<String> pairs = new ArrayList<>();
    for (String token : tokens.keySet()) {
      if (token.startsWith("-cc-") && token.endsWith("-fg")) {
        pairs.add(token);
        String ground = token.substring(0, token.length() - 2) + "bg";
        assertThat(tokens).as(token + " has a ground").containsKey(ground);
        assertThat(ratio(tokens.get(token), tokens.get(ground)))
            .as(sheet + ": " + token + " on " + ground)
            .isGreaterThanOrEqualTo(least);
      }
    }
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(11);
    for (String ground : List.of("-color-bg-default", "-color-bg-subtle")) {
      for (String text : List.of("-color-fg-default", "-cc-muted-fg", "-cc-bad-fg")) {
        assertThat(ratio(tokens.get(text), tokens.get(ground)))
            .as(sheet + ": " + text + " on " + ground)
            .isGreaterThanOrEqualTo(least);
      }
    }
  }

  @Test
  void allLooksHaveTheSameTokens() throws IOException {
    var light = own("tokens-light").keySet();
    assertThat(own("tokens-dark").keySet()).isEqualTo(light);
    assertThat(own("tokens-contrast").keySet()).isEqualTo(light);
  }

  @Test
  void theRatioIsThatOfTheStandard() {
    assertThat(ratio("000000", "ffffff")).isEqualTo(21.0);
    assertThat(ratio("777777", "ffffff")).isBetween(4.47, 4.49);
  }

  @Test
  void colorsAreInTokenSheetsAlone() throws IOException {
    try (var files = Files.list(CSS)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith("tokens-")) {
          assertThat(Files.readString(file))
              .as(file.toString())
              .doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b|rgba?\\(");
        }
      }
    }
  }

  private static Map<String, String> own(String sheet) throws IOException {
    Map<String, String> found = ours(sheet);
    found.keySet().removeIf(token -> !token.startsWith("-cc-"));
    return found;
  }

  private static Map<String, String> tokens(String sheet, String base) throws IOException {
    try (InputStream in =
        ContrastTest.class.getResourceAsStream("/atlantafx/base/theme/" + base + ".css")) {
      Map<String, String> tokens =
          read(new String(in.readAllBytes(), StandardCharsets.UTF_8).substring(0, 12_000));
      tokens.putAll(ours(sheet));
      return tokens;
    }
  }

  /// What all looks share, and over it what the look has of its own.
  private static Map<String, String> ours(String sheet) throws IOException {
    Map<String, String> tokens = read(Files.readString(CSS.resolve("tokens-common.css")));
    tokens.putAll(read(Files.readString(CSS.resolve(sheet + ".css"))));
    return tokens;
  }

  private static Map<String, String> read(String css) {
    Map<String, String> tokens = new HashMap<>();
    Matcher each = TOKEN.matcher(css);
    while (each.find()) {
      tokens.put(each.group(1), each.group(2));
    }
    return tokens;
  }

  private static double ratio(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String rgb) {
    double red = channel(rgb.substring(0, 2));
    double green = channel(rgb.substring(2, 4));
    double blue = channel(rgb.substring(4, 6));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  private static double channel(String hex) {
    double value = Integer.parseInt(hex, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
