package dev.cutover.transform;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON object that knows where in its document it stands, so that a value that cannot be used is
/// reported with its full path. Absent and `null` are the same: null.
final class Fields {
  /// Raw rows hold ids in `VARCHAR(255)`, and no index entry could be much longer anyway.
  private static final int LONGEST_ID = 255;

  private final JsonNode node;
  private final @Nullable Fields parent;
  private final String name;

  private Fields(JsonNode node, @Nullable Fields parent, String name) {
    this.node = node;
    this.parent = parent;
    this.name = name;
  }

  static Fields of(JsonNode root) {
    if (!root.isObject()) {
      throw Rejected.wrongShape("(document)", "a JSON object");
    }
    return new Fields(root, null, "");
  }

  /// The value itself, null when absent or `null`.
  @Nullable JsonNode value(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  boolean has(String field) {
    return value(field) != null;
  }

  boolean hasList(String field) {
    JsonNode value = value(field);
    return value != null && value.isArray();
  }

  @Nullable Fields object(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw Rejected.wrongShape(path(field), "an object");
    }
    return new Fields(value, this, field);
  }

  Fields requiredObject(String field) {
    Fields object = object(field);
    if (object == null) {
      throw Rejected.wrongShape(path(field), "there, though needed");
    }
    return object;
  }

  /// The objects of an array, without its `null` elements (GraphQL has them where the reader may
  /// not look).
  List<Fields> objects(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw Rejected.wrongShape(path(field), "a list");
    }
    List<Fields> objects = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      JsonNode element = value.get(i);
      if (element.isObject()) {
        objects.add(new Fields(element, this, field + "[" + i + "]"));
      } else if (!element.isNull()) {
        throw Rejected.wrongShape(path(field + "[" + i + "]"), "an object");
      }
    }
    return objects;
  }

  String id(String field) {
    String id = idOrNull(field);
    if (id == null) {
      throw Rejected.noIdentity(path(field));
    }
    return id;
  }

  @Nullable String idOrNull(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw Rejected.wrongShape(path(field), "an id");
    }
    String id = Text.storable(value.asString()).strip();
    if (id.length() > LONGEST_ID) {
      throw Rejected.badValue(path(field), id, "an id of up to " + LONGEST_ID + " characters");
    }
    return id.isEmpty() ? null : id;
  }

  @Nullable String text(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (value.isContainer()) {
      throw Rejected.wrongShape(path(field), "a text");
    }
    return Text.storable(value.asString());
  }

  String textOr(String field, String otherwise) {
    String text = text(field);
    return text == null || text.isBlank() ? otherwise : text;
  }

  @Nullable Boolean flag(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw Rejected.wrongShape(path(field), "true or false");
    }
    return value.booleanValue();
  }

  @Nullable Integer integer(String field) {
    BigDecimal number = number(field);
    if (number == null) {
      return null;
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException outOfRange) {
      throw Rejected.badValue(path(field), number.toString(), "a whole number of 32 bits");
    }
  }

  @Nullable BigDecimal number(String field) {
    JsonNode value = value(field);
    if (value == null || (value.isString() && value.stringValue().isBlank())) {
      return null;
    }
    try {
      if (value.isNumber()) {
        return value.decimalValue();
      }
      if (value.isString()) {
        return new BigDecimal(value.stringValue().strip());
      }
    } catch (NumberFormatException noNumber) {
      throw Rejected.badValue(path(field), value.asString(), "a number");
    }
    throw Rejected.wrongShape(path(field), "a number");
  }

  @Nullable Instant instant(String field) {
    JsonNode value = value(field);
    if (value == null || (value.isString() && value.stringValue().isBlank())) {
      return null;
    }
    if (!value.isString()) {
      throw Rejected.wrongShape(path(field), "a timestamp");
    }
    return Timestamps.parse(value.stringValue())
        .orElseThrow(
            () -> Rejected.badValue(path(field), value.stringValue(), "a timestamp with offset"));
  }

  Instant requiredInstant(String field) {
    Instant instant = instant(field);
    if (instant == null) {
      throw Rejected.wrongShape(path(field), "there, though needed");
    }
    return instant;
  }

  /// Where a field of this object stands in the document.
  String path(String field) {
    if (parent == null) {
      return field;
    }
    return parent.path(name) + "." + field;
  }
}
