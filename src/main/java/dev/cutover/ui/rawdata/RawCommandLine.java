package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawQuery;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command that does what a button does, for whoever wants to repeat or record it.
final class RawCommandLine {
  private RawCommandLine() {}

  /// Verb of the command line and part of text keys.
  static String verb(RawAct act) {
    return switch (act) {
      case REQUEUE -> "requeue";
      case SKIP -> "skip";
    };
  }

  static String of(RawAct act, RawQuery query) {
    return "cutover raw " + verb(act) + conditions(query) + " --approve";
  }

  /// The rows that match, as the table shows them.
  static String list(RawQuery query) {
    boolean searches = query.text() != null || query.path() != null;
    return "cutover raw " + (searches ? "search" : "list") + conditions(query);
  }

  static String export(RawQuery query, String rest) {
    return "cutover raw export" + conditions(query) + rest;
  }

  private static String conditions(RawQuery query) {
    StringBuilder line = new StringBuilder();
    query.ids().forEach(id -> line.append(' ').append(id));
    add(line, "--tenant", query.tenant());
    add(line, "--integration", query.integration());
    add(line, "--entity", joined(query.entities()));
    add(line, "--state", joined(query.states()));
    add(line, "--external-id", query.externalId());
    add(line, "--from", query.from());
    add(line, "--to", query.to());
    add(line, "--text", query.text());
    add(line, "--path", query.path());
    return line.toString();
  }

  private static @Nullable String joined(Set<String> words) {
    return words.isEmpty() ? null : words.stream().sorted().collect(Collectors.joining(","));
  }

  private static void add(StringBuilder line, String option, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(option).append(' ').append(quoted(value.toString()));
    }
  }

  static String quoted(String value) {
    return value.matches("[A-Za-z0-9_.,:/-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
