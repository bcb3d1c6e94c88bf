package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several segments of an index of words, each with many parts, in a file.
class FrozenWordsTest {
  private static final int SEGMENTS = 5;
  private static final int BLOCKS = 60;

  private final Path folder = TestFolder.create("words");
  private final Path file = folder.resolve("w.sqlite");
  private final Random random = new Random(9);
  private final String[] documents = new String[SEGMENTS * BLOCKS + 1];

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
  }

  private void write() throws Exception {
    SqliteFile.unpackInto(folder);
    WordBag bag = new WordBag();
    try (SnapshotFile made = SnapshotFile.create(file);
        PostingRows rows = new PostingRows(made)) {
      int block = 0;
      for (int segment = 0; segment < SEGMENTS; segment++) {
        PostingSegment next = new PostingSegment();
        for (int i = 0; i < BLOCKS; i++) {
          documents[++block] = document(block);
          bag.add(documents[block].getBytes(StandardCharsets.UTF_8));
          next.add(block, bag.words());
          bag.clear();
        }
        rows.put(next);
      }
      rows.put(new PostingSegment());
      made.run(SnapshotSchema.indexes().get("posting_first"));
      made.commit();
    }
  }

  private String document(int block) {
    StringBuilder words = new StringBuilder("always block" + block + " ");
    for (int i = 0; i < 200; i++) {
      words.append(Integer.toString(random.nextInt(60_000), 36)).append(' ');
    }
    return words.append(block % 7 == 0 ? "x".repeat(70) : "end").toString();
  }

  private BitSet expected(String text) {
    BitSet blocks = new BitSet();
    IntStream.range(1, documents.length)
        .filter(block -> documents[block].contains(text) || block % 7 == 0)
        .forEach(blocks::set);
    return blocks;
  }

  @Test
  void everyBlockWithTheWordsOfATextIsFoundInAllSegments() throws Exception {
    write();
    try (Connection connection = SqliteFile.openFrozen(file)) {
      FrozenWords words = new FrozenWords(connection, documents.length - 1L);
      for (String text :
          List.of(
              "always",
              "block17 ",
              "lock299 ",
              "ways block3",
              " end",
              " en",
              "zzzz",
              "always nothing")) {
        BitSet found = words.mayHold(new TextSearch(text));
        BitSet missed = expected(text);
        missed.andNot(found);
        assertThat(missed.isEmpty()).as("%s: not found in %s", text, missed).isTrue();
      }
      assertThat(words.mayHold(new TextSearch("lock17 "))).isEqualTo(expected("block17 "));
      assertThat(words.mayHold(new TextSearch(" block29"))).isEqualTo(expected(" block29"));
      assertThat(words.mayHold(new TextSearch("nowhere"))).isEqualTo(expected("nowhere"));
      assertThat(words.mayHold(new TextSearch("a"))).as("too many words have it").isNull();
      assertThat(words.mayHold(new TextSearch("+ -"))).as("no word").isNull();
      for (int i = 0; i < 300; i++) {
        String word = " " + Integer.toString(random.nextInt(60_000), 36) + " ";
        assertThat(words.mayHold(new TextSearch(word))).as(word).isEqualTo(expected(word));
      }
    }
  }
}
