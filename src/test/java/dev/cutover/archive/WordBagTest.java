package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The words of documents, against a plain reading of them byte by byte.
class WordBagTest {
  private static final String[] VALUES = {
    "Ann Example",
    "2026-01-02T03:04:05.678+0000",
    "https://acme.example/rest/api/2/issue/10812",
    "ÄÖ straße İstanbul",
    "🚀",
    "a\\nb",
    "C:\\\\temp\\\\Été",
    "\\u0041nn \\ud83d\\ude80 x",
    "say \\\"Word\\\" 7",
    "",
    "x".repeat(63) + "Y",
    "x".repeat(65),
    "É".repeat(40),
    "0123456789abcdef0123456789abcdef01234567"
  };

  private final WordBag bag = new WordBag();

  private Set<String> collected(List<byte[]> documents) {
    documents.forEach(bag::add);
    Set<String> found = new TreeSet<>();
    WordSet words = bag.words();
    for (int i = 0; i < words.size(); i++) {
      int begin = words.start(i);
      found.add(new String(words.bytes(), begin, words.end(i) - begin, StandardCharsets.UTF_8));
    }
    assertThat(found).as("each word once").hasSize(words.size());
    bag.clear();
    return found;
  }

  private static Set<String> plain(List<byte[]> documents) {
    Set<String> found = new TreeSet<>();
    documents.forEach(document -> plain(document, found));
    return found;
  }

  private static void plain(byte[] json, Set<String> found) {
    boolean inString = false;
    int string = 0;
    int at = 0;
    while (at < json.length) {
      if (WordBytes.isWord(json[at])) {
        at = word(json, at, found);
      } else if (json[at] == '"') {
        inString = !inString;
        string = ++at;
      } else if (json[at] == '\\' && inString) {
        int end = at;
        while (end < json.length && json[end] != '"') {
          end += json[end] == '\\' ? 2 : 1;
        }
        end = Math.min(end, json.length);
        byte[] text = Escapes.resolved(json, string, end);
        int from = 0;
        while (from < text.length) {
          from = WordBytes.isWord(text[from]) ? word(text, from, found) : from + 1;
        }
        inString = false;
        at = end + 1;
      } else {
        at++;
      }
    }
  }

  private static int word(byte[] text, int from, Set<String> found) {
    int to = from;
    while (to < text.length && WordBytes.isWord(text[to])) {
      to++;
    }
    byte[] small = WordBag.small(new String(text, from, to - from, StandardCharsets.UTF_8));
    found.add(
        small.length > WordBag.LONGEST ? WordBag.LONG : new String(small, StandardCharsets.UTF_8));
    return to;
  }

  private static void value(Random random, StringBuilder json) {
    json.append('"');
    switch (random.nextInt(4)) {
      case 0 -> json.append(random.nextInt(5));
      case 1 -> json.append("Key-").append(random.nextInt());
      default -> json.append(VALUES[random.nextInt(VALUES.length)]);
    }
    json.append('"');
  }

  private static byte[] document(Random random) {
    StringBuilder json = new StringBuilder("{\"fields\" : {");
    for (int i = 0; i < 40; i++) {
      if (random.nextInt(8) > 0) {
        json.append("\"field").append(i % 17).append("\":{\"displayName\":");
        value(random, json);
        json.append(",\"self\":").append(random.nextInt(3)).append("},");
      }
    }
    return json.append("\"end\":null}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Documents that repeat each other, some of them cut and some with bytes that are wrong.
  @Test
  void theWordsOfABlockAreThoseOfItsDocuments() {
    Random random = new Random(3);
    for (int block = 0; block < 400; block++) {
      List<byte[]> documents = new ArrayList<>();
      for (int i = random.nextInt(18); i >= 0; i--) {
        byte[] document = document(random);
        if (random.nextInt(4) == 0) {
          document = java.util.Arrays.copyOf(document, random.nextInt(document.length));
        }
        for (int wrong = random.nextInt(4) - 1; wrong > 0 && document.length > 0; wrong--) {
          document[random.nextInt(document.length)] =
              random.nextBoolean()
                  ? (byte) random.nextInt()
                  : (byte) "\\\"{ a".charAt(random.nextInt(5));
        }
        documents.add(document);
      }
      assertThat(collected(documents)).as("block %s", block).isEqualTo(plain(documents));
    }
  }

  @Test
  void everyByteBelongsToAWordOrNotWhereverItStands() {
    for (int each = 0; each < 256; each++) {
      for (int length = 1; length < 20; length++) {
        for (int place = 0; place < length; place++) {
          byte[] document = "k".repeat(length).getBytes(StandardCharsets.US_ASCII);
          document[place] = (byte) each;
          assertThat(collected(List.of(document)))
              .as("byte %s at %s of %s", each, place, length)
              .isEqualTo(plain(List.of(document)));
        }
      }
    }
  }

  /// What repeats itself is passed over; what was not read yet must not be.
  @Test
  void aDocumentThatRepeatsItselfKeepsItsLastWord() {
    String again = "[\"a\",\"b\",\"a\",\"b\",".repeat(200) + "\"last\"]";
    byte[] document = again.getBytes(StandardCharsets.UTF_8);
    assertThat(collected(List.of(document, document, document))).containsExactly("a", "b", "last");
  }

  @Test
  void backslashesOutsideOfStringsAreReadOnce() {
    byte[] document = "\\".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(collected(List.of(document))).isEmpty();
  }
}
