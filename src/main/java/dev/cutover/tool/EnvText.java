package dev.cutover.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a `.env` file. A key gets another value and nothing else changes: comments, line
/// ends, quotes, the order and every other line stay byte for byte. A key that is there twice gets
/// the value twice, since readers differ in which one they take.
///
/// Read and written as ISO 8859-1, so that bytes of any encoding pass through unharmed.
final class EnvText {
  private static final Pattern LINES = Pattern.compile("[^\r\n]*(\r\n|\n|\r|$)");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?<head>\\s*(?:export\\s+)?(?<key>[A-Za-z_][A-Za-z0-9_.]*)\\s*=[ \\t]*)(?<rest>.*)");
  private static final Pattern QUOTED =
      Pattern.compile("(?<quote>[\"'])(?<value>.*?)(?<!\\\\)\\k<quote>(?<tail>\\s*(?:#.*)?)");
  private static final Pattern PLAIN = Pattern.compile("(?<value>.*?)(?<tail>\\s*|\\s+#.*)");

  private final String text;

  EnvText(String text) {
    this.text = text;
  }

  /// The value that a key has; the last one when it is there several times.
  Optional<String> value(String key) {
    Optional<String> found = Optional.empty();
    for (String line : lines()) {
      Matcher setting = SETTING.matcher(body(line));
      if (setting.matches() && setting.group("key").equals(key)) {
        found = Optional.of(part(setting.group("rest")).group("value"));
      }
    }
    return found;
  }

  /// True when each key is there and has the value wherever it is there.
  boolean has(Map<String, String> wanted) {
    return with(wanted).equals(text);
  }

  /// The text with these values.
  String with(Map<String, String> wanted) {
    StringBuilder out = new StringBuilder();
    List<String> missing = new ArrayList<>(wanted.keySet());
    for (String line : lines()) {
      Matcher setting = SETTING.matcher(body(line));
      if (setting.matches() && wanted.containsKey(setting.group("key"))) {
        missing.remove(setting.group("key"));
        out.append(setting.group("head"))
            .append(replaced(setting.group("rest"), wanted.get(setting.group("key"))))
            .append(end(line));
      } else {
        out.append(line);
      }
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    for (String key : missing.stream().sorted().toList()) {
      if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
        out.append(end);
      }
      out.append(key).append('=').append(wanted.get(key)).append(end);
    }
    return out.toString();
  }

  private static String replaced(String rest, @org.jspecify.annotations.Nullable String value) {
    Matcher part = part(rest);
    String quote = part.pattern() == QUOTED ? part.group("quote") : "";
    return quote + value + quote + part.group("tail");
  }

  private static Matcher part(String rest) {
    Matcher quoted = QUOTED.matcher(rest);
    if (quoted.matches()) {
      return quoted;
    }
    Matcher plain = PLAIN.matcher(rest);
    if (!plain.matches()) {
      throw new IllegalStateException("a line of the settings cannot be read");
    }
    return plain;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Matcher matcher = LINES.matcher(text);
    while (matcher.find() && !matcher.group().isEmpty()) {
      lines.add(matcher.group());
    }
    return lines;
  }

  private static String body(String line) {
    return line.substring(0, line.length() - end(line).length());
  }

  private static String end(String line) {
    if (line.endsWith("\r\n")) {
      return "\r\n";
    }
    return line.endsWith("\n") || line.endsWith("\r") ? line.substring(line.length() - 1) : "";
  }
}
