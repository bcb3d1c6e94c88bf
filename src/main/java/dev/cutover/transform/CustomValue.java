package dev.cutover.transform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The readable text of whatever a Jira field holds: a text, a number, a user, an option, a
/// document, or a list of these.
final class CustomValue {
  private static final String[] NAMES = {"displayName", "name", "value", "title"};
  private static final int LONGEST_PLAIN_NUMBER = 40;

  private CustomValue() {}

  static @Nullable String text(JsonNode value) {
    return text(value, NAMES);
  }

  /// @param names fields of an object that can stand for it, the best first
  static @Nullable String text(JsonNode value, String... names) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return number(value.decimalValue());
    }
    if (value.isArray()) {
      return list(value, names);
    }
    if (value.isObject()) {
      return Text.storable(object(value, names));
    }
    return Text.storable(value.asString());
  }

  private static @Nullable String list(JsonNode list, String... names) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      String text = text(element, names);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? null : String.join(", ", texts);
  }

  private static String object(JsonNode object, String... names) {
    if (AtlassianDocument.isOne(object)) {
      return AtlassianDocument.text(object);
    }
    for (String name : names) {
      JsonNode part = object.path(name);
      if (part.isValueNode() && !part.isNull()) {
        return part.asString();
      }
    }
    return object.toString();
  }

  /// Digits as they were written; an exponent is written out while that stays short.
  private static String number(BigDecimal number) {
    if (Math.abs((long) number.scale()) + number.precision() > LONGEST_PLAIN_NUMBER) {
      return number.toString();
    }
    return number.toPlainString();
  }
}
