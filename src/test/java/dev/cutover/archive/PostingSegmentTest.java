package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PostingSegmentTest {
  private final WordBag bag = new WordBag();
  private final PostingSegment segment = new PostingSegment();
  private final TreeMap<String, SortedSet<Integer>> expected = new TreeMap<>();

  private void add(int block, String... words) {
    bag.clear();
    bag.add(String.join(" ", words).getBytes(StandardCharsets.UTF_8));
    segment.add(block, bag.words());
    for (String each : words) {
      expected.computeIfAbsent(each, _ -> new TreeSet<>()).add(block);
    }
  }

  private BitSet blocks(int word, long highest) throws DamagedRow {
    byte[] some = new byte[segment.length(word) + PostingPart.LONGEST_NUMBER];
    int at = PostingPart.put(segment.length(word), some, 0);
    segment.copy(word, some, at);
    BitSet found = new BitSet();
    new PostingPart(
            new byte[] {'w', PostingPart.BETWEEN},
            Arrays.copyOf(some, at + segment.length(word)),
            highest)
        .addTo(found, (_, _, _) -> true);
    return found;
  }

  private String word(int word) {
    int start = segment.start(word);
    return new String(segment.words(), start, segment.end(word) - start, StandardCharsets.UTF_8);
  }

  @Test
  void wordsComeInTheirOrderWithAllOfTheirBlocks() throws Exception {
    Random random = new Random(5);
    int block = 1;
    for (int i = 0; i < 3_000; i++) {
      block += random.nextInt(40) == 0 ? random.nextInt(20_000) : 1;
      add(
          block,
          "all",
          "w" + random.nextInt(4),
          "many" + random.nextInt(300),
          "own" + Integer.toHexString(random.nextInt()),
          "é" + random.nextInt(20),
          random.nextBoolean() ? "all0" : "al");
    }
    int[] sorted = segment.sorted();
    assertThat(sorted).hasSize(expected.size());
    byte[] before = {};
    for (int word : sorted) {
      byte[] its = word(word).getBytes(StandardCharsets.UTF_8);
      assertThat(Arrays.compareUnsigned(before, its)).as("before %s", word(word)).isNegative();
      assertThat(blocks(word, block).stream().boxed())
          .as("%s", word(word))
          .containsExactlyElementsOf(expected.get(word(word)));
      before = its;
    }
  }

  @Test
  void itIsFullInTime() {
    int block = 0;
    while (!segment.isFull()) {
      block++;
      String[] words = new String[1_000];
      for (int i = 0; i < words.length; i++) {
        words[i] = "k" + block + "x" + i;
      }
      add(block, words);
    }
    assertThat(segment.sorted().length).isGreaterThan(200_000);
  }

  @Test
  void aBlockThatTheSnapshotDoesNotHaveIsDamage() {
    add(300, "w");
    assertThatThrownBy(() -> blocks(0, 299)).isInstanceOf(DamagedRow.class);
  }

  @Test
  void numbersThatDoNotEndAreDamage() {
    for (byte[] blocks :
        new byte[][] {
          {}, {1}, {2, 1}, {(byte) 0x80}, {1, (byte) 0x80}, {1, 0}, {-1, -1, -1, -1, 127}
        }) {
      PostingPart part = new PostingPart(new byte[] {'w', PostingPart.BETWEEN}, blocks, 9);
      assertThatThrownBy(() -> part.addTo(new BitSet(), (_, _, _) -> true))
          .as("%s", Arrays.toString(blocks))
          .isInstanceOf(DamagedRow.class);
    }
  }
}
