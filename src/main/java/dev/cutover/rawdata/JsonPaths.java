package dev.cutover.rawdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths into documents, in the language of SQL/JSON: `$.fields."due date".items[3]`. What is
/// copied here can be searched with there.
public final class JsonPaths {
  public static final String ROOT = "$";

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([A-Za-z_][A-Za-z0-9_]*)|\\.\"((?:[^\"\\\\]|\\\\.)*)\"|\\[\\s*([0-9]{1,9})\\s*]");
  private static final Pattern INDEX = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[0-9]+]");

  private JsonPaths() {}

  /// A step of a path: to a member or to an element.
  public sealed interface Step {
    record Member(String name) implements Step {}

    record Element(int index) implements Step {}
  }

  public static String member(String parent, String name) {
    return parent + "." + (PLAIN_NAME.matcher(name).matches() ? name : quoted(name));
  }

  public static String element(String parent, long index) {
    return parent + "[" + index + "]";
  }

  /// The condition that any element at this place has this value.
  ///
  /// @param literal the value as JSON writes it
  public static String condition(String path, String literal) {
    String anywhere =
        INDEX
            .matcher(path)
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(part.group().startsWith("[") ? "[*]" : part.group()));
    return anywhere + " ? (@ == " + literal + ")";
  }

  /// A JSON string literal.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (each < ' ') {
            quoted.append(String.format("\\u%04x", (int) each));
          } else {
            quoted.append(each);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// The steps of a path without conditions and wildcards.
  ///
  /// @throws IllegalArgumentException when it is no such path
  public static List<Step> steps(String path) {
    String rest = path.strip();
    if (!rest.startsWith(ROOT)) {
      throw wrong(path);
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(rest);
    int at = ROOT.length();
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw wrong(path);
      }
      String plain = matcher.group(1);
      String quoted = matcher.group(2);
      String index = matcher.group(3);
      if (index != null) {
        steps.add(new Step.Element(Integer.parseInt(index)));
      } else if (quoted != null) {
        byte[] bytes = ('"' + quoted + '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        steps.add(new Step.Member(new JsonBytes(bytes).unescaped(0, bytes.length)));
      } else {
        steps.add(new Step.Member(String.valueOf(plain)));
      }
      at = matcher.end();
    }
    return List.copyOf(steps);
  }

  private static IllegalArgumentException wrong(String path) {
    return new IllegalArgumentException(
        "'"
            + path
            + "' is no path to one value. Write it like $.fields.status.name or $.items[3].");
  }
}
