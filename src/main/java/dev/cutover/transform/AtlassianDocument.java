package dev.cutover.transform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// Flattens the Atlassian Document Format, which Jira's interface of version 3 uses for prose, to
/// text that a person can read: one block a line, marks of structure as in Markdown.
final class AtlassianDocument {
  private static final String INDENT = "  ";

  private AtlassianDocument() {}

  static boolean isOne(JsonNode node) {
    return "doc".equals(type(node)) && node.path("content").isArray();
  }

  static String text(JsonNode document) {
    return blocks(document).strip();
  }

  /// The blocks inside a node, one after the other.
  private static String blocks(JsonNode parent) {
    List<String> lines = new ArrayList<>();
    StringBuilder loose = new StringBuilder();
    for (JsonNode child : parent.path("content")) {
      if (isInline(child)) {
        loose.append(AtlassianInline.text(child));
      } else {
        flush(loose, lines);
        lines.add(block(child));
      }
    }
    flush(loose, lines);
    return String.join("\n", lines);
  }

  private static void flush(StringBuilder loose, List<String> lines) {
    if (!loose.isEmpty()) {
      lines.add(loose.toString());
      loose.setLength(0);
    }
  }

  private static String block(JsonNode node) {
    JsonNode attrs = node.path("attrs");
    return switch (type(node)) {
      case "heading" -> "#".repeat(level(attrs)) + " " + blocks(node);
      case "codeBlock" ->
          "```" + attrs.path("language").asString("") + "\n" + blocks(node) + "\n```";
      case "bulletList", "decisionList" -> items(node, _ -> "• ");
      case "orderedList" -> {
        int first = attrs.path("order").asInt(1);
        yield items(node, index -> (first + index) + ". ");
      }
      case "taskList" -> tasks(node);
      case "blockquote" -> prefixed(blocks(node), "> ", "> ");
      case "panel" ->
          prefixed(blocks(node), "[" + attrs.path("panelType").asString("info") + "] ", INDENT);
      case "rule" -> "---";
      case "table" -> table(node);
      case "expand", "nestedExpand" -> titled(attrs.path("title").asString(""), blocks(node));
      case "media", "mediaInline" -> "[" + attachment(attrs) + "]";
      case "blockCard", "embedCard" -> attrs.path("url").asString("");
      default -> blocks(node);
    };
  }

  private static String items(JsonNode list, IntFunction<String> bullet) {
    List<String> lines = new ArrayList<>();
    int index = 0;
    for (JsonNode item : list.path("content")) {
      // A list inside a list stands behind the item that it belongs to, indented.
      lines.add(prefixed(blocks(item), bullet.apply(index++), INDENT));
    }
    return String.join("\n", lines);
  }

  private static String tasks(JsonNode list) {
    List<String> lines = new ArrayList<>();
    for (JsonNode item : list.path("content")) {
      if (type(item).equals("taskList")) {
        lines.add(prefixed(tasks(item), INDENT, INDENT));
      } else {
        boolean done = "DONE".equals(item.path("attrs").path("state").asString(""));
        lines.add(prefixed(blocks(item), done ? "[x] " : "[ ] ", INDENT));
      }
    }
    return String.join("\n", lines);
  }

  private static String table(JsonNode table) {
    List<String> lines = new ArrayList<>();
    for (JsonNode row : table.path("content")) {
      List<String> cells = new ArrayList<>();
      for (JsonNode cell : row.path("content")) {
        cells.add(blocks(cell).replace('\n', ' '));
      }
      lines.add(String.join(" | ", cells));
    }
    return String.join("\n", lines);
  }

  private static String titled(String title, String content) {
    return title.isBlank() ? content : title + "\n" + content;
  }

  private static String attachment(JsonNode attrs) {
    String alt = attrs.path("alt").asString("");
    return alt.isBlank() ? "attachment" : "attachment: " + alt;
  }

  private static int level(JsonNode attrs) {
    return Math.clamp(attrs.path("level").asInt(1), 1, 6);
  }

  private static String prefixed(String text, String first, String others) {
    return first + text.replace("\n", "\n" + others);
  }

  private static boolean isInline(JsonNode node) {
    return AtlassianInline.TYPES.contains(type(node));
  }

  static String type(JsonNode node) {
    return node.path("type").asString("");
  }

  /// A date node holds milliseconds as text.
  static String date(String millis) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(millis))
          .atOffset(ZoneOffset.UTC)
          .toLocalDate()
          .toString();
    } catch (NumberFormatException notMillis) {
      return millis.toLowerCase(Locale.ROOT);
    }
  }
}
