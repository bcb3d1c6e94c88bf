package dev.cutover.broker;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the fields of a message object; every refusal begins with the field's name.
final class Fields {
  private Fields() {}

  static long integer(JsonNode object, String name, long from, long to) throws UnreadableMessage {
    JsonNode value = required(object, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new UnreadableMessage(
          name + ": must be a whole number" + range(from, to) + ", is " + shown(value));
    }
    long number = value.longValue();
    if (number < from || number > to) {
      throw new UnreadableMessage(name + ": must be" + range(from, to) + ", is " + number);
    }
    return number;
  }

  static String text(JsonNode object, String name, int longest) throws UnreadableMessage {
    JsonNode value = required(object, name);
    if (!value.isString()) {
      throw new UnreadableMessage(name + ": must be a text, is " + shown(value));
    }
    String text = value.stringValue();
    if (text.isEmpty() || text.length() > longest) {
      throw new UnreadableMessage(
          name + ": must have 1 to " + longest + " characters, has " + text.length());
    }
    return text;
  }

  private static JsonNode required(JsonNode object, String name) throws UnreadableMessage {
    @Nullable JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new UnreadableMessage(name + ": is missing");
    }
    return value;
  }

  private static String range(long from, long to) {
    return to == Long.MAX_VALUE ? " of at least " + from : " from " + from + " to " + to;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
