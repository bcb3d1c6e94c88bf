package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the index of words which blocks of a snapshot may hold a text. Words that the text has as a
/// whole are looked up, segment by segment; one that may begin before the text is searched for in
/// the words of all segments, which are small beside the documents.
final class FrozenWords {
  /// With more words than that, many documents have one, and looking into them finds them soon.
  private static final int MOST = 500;

  private static final byte[] LONG = bytes(WordBag.LONG);

  private final Connection connection;
  private final long highest;

  /// @param highest block of the snapshot
  FrozenWords(Connection connection, long highest) {
    this.connection = connection;
    this.highest = highest;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// @return null when the index does not help
  @Nullable BitSet mayHold(TextSearch text) throws SQLException {
    List<TextSearch.Word> words = text.words();
    if (words.isEmpty()) {
      return null;
    }
    BitSet all = null;
    for (TextSearch.Word word : words) {
      BitSet its = word.open() ? holding(word) : beginning(bytes(word.text()), word.goesOn());
      if (its == null) {
        return null;
      }
      if (all == null) {
        all = its;
      } else {
        all.and(its);
      }
    }
    if (all != null) {
      all.or(beginning(LONG, false));
    }
    return all;
  }

  /// The blocks of a word, or of all that begin with it when it goes on.
  private BitSet beginning(byte[] word, boolean goesOn) throws SQLException {
    BitSet found = new BitSet();
    PostingPart.Wanted wanted =
        (words, from, to) ->
            to - from >= word.length
                && (goesOn || to - from == word.length)
                && startsWith(words, from, word);
    try (PreparedStatement segments =
            connection.prepareStatement("SELECT min(segment) FROM posting WHERE segment > ?");
        PreparedStatement near =
            connection.prepareStatement(
                "SELECT words, blocks FROM posting WHERE segment = ?1 AND first <= ?2 AND first >="
                    + " (SELECT max(first) FROM posting WHERE segment = ?1 AND first <= ?2)");
        PreparedStatement behind =
            connection.prepareStatement(
                "SELECT words, blocks, CAST(first AS BLOB) FROM posting WHERE segment = ? AND first"
                    + " > ? ORDER BY first")) {
      String text = new String(word, StandardCharsets.UTF_8);
      for (Long segment = nextSegment(Long.MIN_VALUE, segments);
          segment != null;
          segment = nextSegment(segment, segments)) {
        near.setLong(1, segment);
        near.setString(2, text);
        try (ResultSet row = near.executeQuery()) {
          while (row.next()) {
            part(row).addTo(found, wanted);
          }
        }
        if (goesOn) {
          behind.setLong(1, segment);
          behind.setString(2, text);
          try (ResultSet row = behind.executeQuery()) {
            while (row.next() && begins(row.getBytes(3), word)) {
              part(row).addTo(found, wanted);
            }
          }
        }
      }
    }
    return found;
  }

  /// The segment behind another one. A broken index may give the same one again and again.
  ///
  /// @return null when there is none
  private static @Nullable Long nextSegment(long segment, PreparedStatement segments)
      throws SQLException {
    segments.setLong(1, segment);
    try (ResultSet row = segments.executeQuery()) {
      long next = row.next() ? row.getLong(1) : 0;
      if (row.wasNull()) {
        return null;
      }
      if (next <= segment) {
        throw new DamagedRow(
            new IllegalStateException("index of words: no segment is behind " + segment));
      }
      return next;
    }
  }

  private PostingPart part(ResultSet row) throws SQLException {
    return new PostingPart(there(row.getBytes(1)), there(row.getBytes(2)), highest);
  }

  private static byte[] there(byte @Nullable [] some) throws DamagedRow {
    if (some == null) {
      throw new DamagedRow(new IllegalStateException("index of words: a row is not whole"));
    }
    return some;
  }

  private static boolean begins(byte @Nullable [] first, byte[] word) throws DamagedRow {
    byte[] its = there(first);
    return its.length >= word.length && startsWith(its, 0, word);
  }

  private static boolean startsWith(byte[] words, int from, byte[] word) {
    // Most differ in their first bytes: a call of a library takes longer than that.
    for (int i = 0; i < word.length; i++) {
      if (words[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /// The blocks of words that end with this one, or hold it when it may go on.
  ///
  /// @return null when there are too many of them
  private @Nullable BitSet holding(TextSearch.Word word) throws SQLException {
    byte[] wanted = bytes(word.text());
    Set<String> different = new HashSet<>();
    PostingPart.Wanted holds =
        (words, from, to) -> {
          boolean is =
              word.goesOn()
                  ? place(words, from, to, wanted) >= 0
                  : to - from >= wanted.length && startsWith(words, to - wanted.length, wanted);
          if (is) {
            different.add(new String(words, from, to - from, StandardCharsets.UTF_8));
          }
          return is;
        };
    BitSet found = new BitSet();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT words, blocks FROM posting")) {
      while (row.next()) {
        byte[] words = there(row.getBytes(1));
        if (place(words, 0, words.length, wanted) >= 0) {
          part(row).addTo(found, holds);
          if (different.size() > MOST) {
            return null;
          }
        }
      }
    }
    return found;
  }

  /// @return where the word is, negative when it is nowhere
  private static int place(byte[] words, int from, int to, byte[] word) {
    int last = to - word.length;
    for (int at = WordBytes.next(word[0], words, from, last + 1);
        at <= last;
        at = WordBytes.next(word[0], words, at + 1, last + 1)) {
      if (startsWith(words, at, word)) {
        return at;
      }
    }
    return -1;
  }
}
