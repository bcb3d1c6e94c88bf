package dev.cutover.ui.cutover;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command as a person types it, and as the list of words that is started: no shell is asked.
final class CommandWords {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private CommandWords() {}

  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    Matcher each = WORD.matcher(line);
    while (each.find()) {
      for (int group = 1; group <= each.groupCount(); group++) {
        if (each.group(group) != null) {
          words.add(each.group(group));
        }
      }
    }
    return List.copyOf(words);
  }

  static String join(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ")
          .append(word.isEmpty() || word.contains(" ") ? '"' + word + '"' : word);
    }
    return line.toString();
  }
}
