package dev.cutover.rawdata;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Documents at random, with everything odd that JSON allows.
public final class RandomJson {
  private static final String[] NUMBERS = {
    "0", "-1", "9007199254740993", "12345678901234567890.10", "1.5E-3", "-0.0", "1e2"
  };
  private static final String[] TEXTS = {
    "",
    "plain",
    "a\\\"b",
    "back\\\\slash",
    "\\u0000",
    "\\ud83d\\ude80",
    "🚀",
    "é\u200b",
    "{[,:]}",
    "\\n\\t\\r"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\r\n  ", "\t"};

  private RandomJson() {}

  static String document(Random random) {
    StringBuilder json = new StringBuilder();
    value(random, json, 0);
    return json.toString();
  }

  private static void value(Random random, StringBuilder json, int depth) {
    space(random, json);
    switch (random.nextInt(depth > 4 ? 4 : 7)) {
      case 0 -> json.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 1 -> json.append('"').append(TEXTS[random.nextInt(TEXTS.length)]).append('"');
      case 2 -> json.append(random.nextBoolean());
      case 3 -> json.append("null");
      case 4, 5 -> {
        json.append('{');
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
          json.append(i == 0 ? "" : ",");
          space(random, json);
          json.append('"').append(TEXTS[random.nextInt(TEXTS.length)]).append(i).append('"');
          space(random, json);
          json.append(':');
          value(random, json, depth + 1);
        }
        space(random, json);
        json.append('}');
      }
      default -> {
        json.append('[');
        int elements = random.nextInt(5);
        for (int i = 0; i < elements; i++) {
          json.append(i == 0 ? "" : ",");
          value(random, json, depth + 1);
        }
        space(random, json);
        json.append(']');
      }
    }
    space(random, json);
  }

  private static void space(Random random, StringBuilder json) {
    json.append(SPACES[random.nextInt(SPACES.length)]);
  }

  /// An issue with a very long change log.
  public static byte[] big(int bytes) {
    StringBuilder json = new StringBuilder("{\"id\":\"10001\",\"changelog\":{\"histories\":[");
    for (int i = 0; json.length() < bytes; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(9_007_199_254_740_993L + i)
          .append(
              "\",\"author\":{\"displayName\":\"Åsa \\\"Q\\\""
                  + " 🚀\",\"active\":true},\"created\":\"2026-01-01T00:00:00.000+0000\",")
          .append(
              "\"items\":[{\"field\":\"status\",\"fromString\":\"To"
                  + " Do\",\"toString\":\"Done\",\"points\":1.50},")
          .append("{\"field\":\"description\",\"fromString\":null,\"toString\":\"")
          .append("lorem ipsum ".repeat(20))
          .append("\"}]}");
    }
    return json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
