package dev.cutover.sample;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Sentences that mean nothing, of words and phrases encoded once. All of it may stand inside the
/// quotes of a JSON string.
final class Prose {
  private final List<byte[]> words =
      Resource.lines("words.txt").stream()
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .map(Prose::encoded)
          .toList();
  private final List<byte[]> phrases =
      Resource.lines("phrases.txt").stream().map(Prose::encoded).toList();

  private static byte[] encoded(String text) {
    return JsonBytes.escaped(text).getBytes(StandardCharsets.UTF_8);
  }

  Prose words(JsonBytes out, Chance chance, int count) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.add(' ');
      }
      out.add(chance.of(words));
    }
    return this;
  }

  Prose phrase(JsonBytes out, Chance chance) {
    out.add(chance.of(phrases));
    return this;
  }

  /// A heading; one in eight is not English.
  Prose title(JsonBytes out, Chance chance) {
    if (chance.percent(12)) {
      return phrase(out, chance);
    }
    return words(out, chance, chance.between(4, 9));
  }

  /// Some sentences, separated by what the format uses to end a line.
  Prose paragraphs(JsonBytes out, Chance chance, int count, String lineEnd) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.add(lineEnd);
      }
      if (chance.percent(15)) {
        phrase(out, chance);
        out.add(' ');
      }
      words(out, chance, chance.between(6, 18));
      out.add('.');
    }
    return this;
  }

  /// The same in Atlassian's document format, with a list and a block of code now and then.
  Prose document(JsonBytes out, Chance chance, int paragraphs) {
    out.add("{\"version\":1,\"type\":\"doc\",\"content\":[");
    for (int i = 0; i < paragraphs; i++) {
      if (i > 0) {
        out.add(',');
      }
      out.add("{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"");
      paragraphs(out, chance, 1, "");
      out.add("\"}]}");
    }
    if (chance.percent(30)) {
      list(out, chance);
    }
    if (chance.percent(15)) {
      out.add(",{\"type\":\"codeBlock\",\"attrs\":{\"language\":\"sql\"},\"content\":[");
      out.add("{\"type\":\"text\",\"text\":\"SELECT ");
      words(out, chance, 1);
      out.add("\\nFROM ");
      words(out, chance, 1);
      out.add(";\"}]}");
    }
    out.add("]}");
    return this;
  }

  private void list(JsonBytes out, Chance chance) {
    out.add(",{\"type\":\"bulletList\",\"content\":[");
    int items = chance.between(2, 4);
    for (int i = 0; i < items; i++) {
      out.add(i > 0 ? "," : "");
      out.add("{\"type\":\"listItem\",\"content\":[{\"type\":\"paragraph\",\"content\":[");
      out.add("{\"type\":\"text\",\"text\":\"");
      title(out, chance);
      out.add("\"}]}]}");
    }
    out.add("]}");
  }
}
