package dev.cutover.transform;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The pieces of a line in an [AtlassianDocument].
final class AtlassianInline {
  static final Set<String> TYPES =
      Set.of(
          "text",
          "hardBreak",
          "mention",
          "emoji",
          "inlineCard",
          "date",
          "status",
          "placeholder",
          "inlineExtension");

  private AtlassianInline() {}

  static String text(JsonNode node) {
    JsonNode attrs = node.path("attrs");
    return switch (AtlassianDocument.type(node)) {
      case "text" -> linked(node);
      case "hardBreak" -> "\n";
      case "mention" -> mention(attrs);
      case "emoji" -> attrs.path("text").asString(attrs.path("shortName").asString(""));
      case "inlineCard" -> attrs.path("url").asString("");
      case "date" -> AtlassianDocument.date(attrs.path("timestamp").asString(""));
      default -> attrs.path("text").asString("");
    };
  }

  private static String mention(JsonNode attrs) {
    String name = attrs.path("text").asString("");
    if (name.isBlank()) {
      name = attrs.path("id").asString("");
    }
    return name.startsWith("@") ? name : "@" + name;
  }

  private static String linked(JsonNode node) {
    String text = node.path("text").asString("");
    for (JsonNode mark : node.path("marks")) {
      if (AtlassianDocument.type(mark).equals("link")) {
        String target = mark.path("attrs").path("href").asString("");
        return target.isBlank() || target.equals(text) ? text : text + " (" + target + ")";
      }
    }
    return text;
  }
}
