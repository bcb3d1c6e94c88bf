package dev.cutover.broker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON from strangers: plain UTF-8 only, no repeated keys, nothing behind the document, and
/// limits on everything that could grow. What it accepts, PostgreSQL's jsonb accepts too.
final class StrictJson {
  static final int MAX_DEPTH = 64;
  static final int MAX_STRING = 256 * 1024;
  static final int MAX_NUMBER = 256;
  static final int MAX_EXPONENT = 1_000;
  static final int MAX_TOKENS = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNameLength(1_000)
                          .maxNumberLength(MAX_NUMBER)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StrictJson() {}

  static JsonNode read(byte[] body) throws UnreadableMessage {
    String text = text(body);
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new UnreadableMessage("the body holds no JSON document");
      }
      check(node);
      return node;
    } catch (JacksonException e) {
      throw new UnreadableMessage("the body is not acceptable JSON: " + e.getOriginalMessage());
    }
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  private static String text(byte[] body) throws UnreadableMessage {
    if (body.length == 0) {
      throw new UnreadableMessage("the body is empty (0 bytes)");
    }
    if (begins(body, 0xEF, 0xBB, 0xBF) || begins(body, 0xFE, 0xFF) || begins(body, 0xFF, 0xFE)) {
      throw new UnreadableMessage("the body begins with a byte order mark; wanted is plain UTF-8");
    }
    if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
      throw new UnreadableMessage("the body is UTF-16 or UTF-32; wanted is UTF-8");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw new UnreadableMessage("the body is not valid UTF-8");
    }
  }

  private static boolean begins(byte[] body, int... bytes) {
    if (body.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (body[i] != (byte) bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// The depth is bounded by the parser, so the recursion is too.
  private static void check(JsonNode node) throws UnreadableMessage {
    if (node.isString()) {
      checkText(node.stringValue());
    } else if (node.isBigDecimal()) {
      int scale = node.decimalValue().scale();
      if (Math.abs((long) scale) > MAX_EXPONENT) {
        throw new UnreadableMessage("a number has an exponent beyond the limit of " + MAX_EXPONENT);
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        checkText(property.getKey());
        check(property.getValue());
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        check(element);
      }
    }
  }

  private static void checkText(String text) throws UnreadableMessage {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new UnreadableMessage(
            "a text holds the character U+0000, which the database cannot store");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new UnreadableMessage(
            "a text holds half a surrogate pair, which the database cannot store");
      }
    }
  }
}
