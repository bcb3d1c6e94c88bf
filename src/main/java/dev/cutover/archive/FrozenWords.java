package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What to ask the index of words for a text. A text may begin in the middle of a word; those words
/// are found in the vocabulary of the snapshot, which is small beside its documents.
final class FrozenWords {
  /// With more words than that, many documents have one, and looking into them finds them soon.
  private static final int MOST = 500;

  private FrozenWords() {}

  /// @return null when the index does not help
  static @Nullable String of(Connection connection, TextSearch text) throws SQLException {
    List<TextSearch.Word> words = text.words();
    if (words.isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (TextSearch.Word word : words) {
      if (!word.open()) {
        all.add(quoted(word.text()) + (word.goesOn() ? " *" : ""));
        continue;
      }
      List<String> ones = holding(connection, word);
      if (ones.size() > MOST) {
        return null;
      }
      ones.add(word.text());
      all.add(ones.stream().map(FrozenWords::quoted).collect(Collectors.joining(" OR ", "(", ")")));
    }
    return "(" + String.join(" AND ", all) + ") OR " + quoted(WordBag.LONG);
  }

  private static String quoted(String word) {
    return '"' + word + '"';
  }

  /// Words that end with this one, or hold it when it may go on.
  private static List<String> holding(Connection connection, TextSearch.Word word)
      throws SQLException {
    byte[] wanted = word.text().getBytes(StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet part = statement.executeQuery("SELECT CAST(words AS BLOB) FROM vocabulary")) {
      while (part.next() && found.size() <= MOST) {
        byte[] some = part.getBytes(1);
        if (some != null) {
          look(some, wanted, word.goesOn(), found);
        }
      }
    }
    return found;
  }

  /// @param some words between line breaks, one at the beginning and one at the end
  private static void look(byte[] some, byte[] wanted, boolean goesOn, List<String> found) {
    byte first = wanted[0];
    int last = some.length - wanted.length;
    for (int at = 0; at < last; at++) {
      if (some[at] != first || !isAt(some, at, wanted)) {
        continue;
      }
      int end = at + wanted.length;
      if (!goesOn && some[end] != '\n') {
        continue;
      }
      int begin = at;
      while (begin > 0 && some[begin - 1] != '\n') {
        begin--;
      }
      while (end < some.length && some[end] != '\n') {
        end++;
      }
      found.add(new String(some, begin, end - begin, StandardCharsets.UTF_8));
      if (found.size() > MOST) {
        return;
      }
      at = end;
    }
  }

  private static boolean isAt(byte[] some, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (some[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
