package dev.cutover.report;

import java.util.List;

/// Puts a page together; every text is escaped on its way in.
final class Html {
  private final StringBuilder page = new StringBuilder(64 * 1024);

  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> {
          // Control characters are no part of a page.
          if (each >= ' ' || each == '\n' || each == '\t') {
            safe.append(each);
          }
        }
      }
    }
    return safe.toString();
  }

  /// Markup of our own.
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  Html say(String text) {
    page.append(text(text));
    return this;
  }

  Html heading(String text) {
    return raw("<h2>").say(text).raw("</h2>\n");
  }

  Html none(String text) {
    return raw("<p class=\"none\">").say(text).raw("</p>\n");
  }

  /// Begins a table; a class may follow the name after a bar: `rows|n`.
  Html table(List<String> heads) {
    raw("<table><thead><tr>");
    for (String each : heads) {
      int bar = each.indexOf('|');
      String name = bar < 0 ? each : each.substring(0, bar);
      raw(bar < 0 ? "<th>" : "<th class=\"" + each.substring(bar + 1) + "\">").say(name);
      raw("</th>");
    }
    return raw("</tr></thead><tbody>\n");
  }

  Html row() {
    return raw("<tr>");
  }

  Html cell(String text) {
    return raw("<td>").say(text).raw("</td>");
  }

  /// @param style name of a class
  Html cell(String style, String text) {
    return raw("<td class=\"" + style + "\">").say(text).raw("</td>");
  }

  /// A state as a coloured word.
  Html pill(String state) {
    String style = state.replaceAll("[^a-z]", "");
    return raw("<td><span class=\"pill " + style + "\">").say(state).raw("</span></td>");
  }

  Html endRow() {
    return raw("</tr>\n");
  }

  Html endTable() {
    return raw("</tbody></table>\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
