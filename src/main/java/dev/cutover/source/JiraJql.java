package dev.cutover.source;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The query for issues. Always bounded, since Cloud refuses a query without a restriction, and
/// always in the order of creation: that order never changes, so an issue that is edited while
/// pages are read stays in its place.
final class JiraJql {
  private static final String ORDER = " ORDER BY created ASC, key ASC";
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Pattern OWN_ORDER =
      Pattern.compile("(?is)(^|\\s)order\\s+by\\s(?=[^\"']*$).*$");

  /// The zone in which a time of day is earliest in UTC of all that people live in, for when the
  /// account's own is unknown: a bound read in any other zone then only reaches further back.
  private static final ZoneId SAFE = ZoneOffset.ofHours(-12);

  private JiraJql() {}

  /// @param projects keys or ids, empty for all
  /// @param searches further restrictions, each a query of its own
  /// @param since lower bound of the last change, null for none
  /// @param zone of the account that asks
  static String query(
      List<String> projects,
      List<String> searches,
      @Nullable Instant since,
      Optional<ZoneId> zone) {
    List<String> terms = new ArrayList<>();
    if (!projects.isEmpty()) {
      terms.add(
          "project in ("
              + String.join(", ", projects.stream().map(JiraJql::quoted).toList())
              + ")");
    }
    for (String search : searches) {
      String bare = OWN_ORDER.matcher(search.strip()).replaceFirst("").strip();
      if (!bare.isEmpty()) {
        terms.add("(" + bare + ")");
      }
    }
    if (since != null) {
      terms.add("updated >= \"" + bound(since, zone.orElse(SAFE)) + "\"");
    } else if (terms.isEmpty()) {
      terms.add("updated >= \"1970-01-02 00:00\"");
    }
    return String.join(" AND ", terms) + ORDER;
  }

  /// The minute that holds `since`, as the zone's clocks show it. In the hour that clocks show
  /// twice, the minute before it, because nobody can know which of the two Jira would take.
  private static String bound(Instant since, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(since, zone).truncatedTo(ChronoUnit.MINUTES);
    ZoneOffsetTransition twice = zone.getRules().getTransition(local);
    if (twice != null && twice.isOverlap()) {
      local = twice.getDateTimeAfter().minusMinutes(1);
    }
    return MINUTE.format(local);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
