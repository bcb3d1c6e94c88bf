package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/// Writes the index of words: segment by segment, each sorted and cut into parts of some kilobytes.
final class PostingRows implements AutoCloseable {
  /// A part is read as a whole for a single word; for a part of a word the words of all parts are
  /// read, and with small ones most of the pages between them as well.
  private static final int WORDS_IN_PART = 16 << 10;

  private static final int BLOCKS_IN_PART = 32 << 10;

  private final PreparedStatement part;
  private byte[] words = new byte[2 * WORDS_IN_PART];
  private byte[] blocks = new byte[2 * BLOCKS_IN_PART];
  private int wordsEnd;
  private int blocksEnd;
  private long segment;

  PostingRows(SnapshotFile file) throws SQLException {
    part = file.prepare("INSERT INTO posting (segment, first, words, blocks) VALUES (?, ?, ?, ?)");
  }

  void put(PostingSegment next) throws SQLException {
    if (next.isEmpty()) {
      return;
    }
    segment++;
    wordsEnd = 0;
    blocksEnd = 0;
    for (int word : next.sorted()) {
      if (wordsEnd >= WORDS_IN_PART || blocksEnd >= BLOCKS_IN_PART) {
        write();
      }
      add(next, word);
    }
    write();
  }

  private void add(PostingSegment from, int word) {
    int start = from.start(word);
    int size = from.end(word) - start;
    words = withRoom(words, wordsEnd + size + 1);
    System.arraycopy(from.words(), start, words, wordsEnd, size);
    wordsEnd += size;
    words[wordsEnd++] = PostingPart.BETWEEN;
    int length = from.length(word);
    blocks = withRoom(blocks, blocksEnd + length + PostingPart.LONGEST_NUMBER);
    blocksEnd = PostingPart.put(length, blocks, blocksEnd);
    from.copy(word, blocks, blocksEnd);
    blocksEnd += length;
  }

  private static byte[] withRoom(byte[] some, int needed) {
    return needed <= some.length ? some : Arrays.copyOf(some, Math.max(needed, 2 * some.length));
  }

  private void write() throws SQLException {
    String all = new String(words, 0, wordsEnd, StandardCharsets.UTF_8);
    part.setLong(1, segment);
    part.setString(2, all.substring(0, all.indexOf(PostingPart.BETWEEN)));
    part.setString(3, all);
    part.setBytes(4, Arrays.copyOf(blocks, blocksEnd));
    part.executeUpdate();
    wordsEnd = 0;
    blocksEnd = 0;
  }

  @Override
  public void close() throws SQLException {
    part.close();
  }
}
