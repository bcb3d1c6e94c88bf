package dev.cutover.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Writes instants in UTC or in the workstation's zone, as chosen for the whole window.
public final class Times {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ZoneId local;
  private final ReadOnlyBooleanWrapper utc = new ReadOnlyBooleanWrapper(true);

  /// @param local zone of the workstation
  public Times(ZoneId local) {
    this.local = local;
  }

  public ReadOnlyBooleanProperty utcProperty() {
    return utc.getReadOnlyProperty();
  }

  public void setUtc(boolean useUtc) {
    utc.set(useUtc);
  }

  public void toggle() {
    utc.set(!utc.get());
  }

  /// `UTC` or the name of the local zone.
  public String zoneName() {
    return utc.get() ? "UTC" : local.getId();
  }

  public String time(Instant instant) {
    return TIME.format(instant.atZone(zone()));
  }

  public String dateTime(Instant instant) {
    return DATE_TIME.format(instant.atZone(zone()));
  }

  /// Both readings, for tooltips.
  public String everywhere(Instant instant) {
    return DATE_TIME.format(instant.atZone(ZoneOffset.UTC))
        + " UTC\n"
        + DATE_TIME.format(instant.atZone(local))
        + " "
        + local.getId();
  }

  /// `0:03:10`, or `2 d 04:00:00` from a day on.
  public static String span(Duration span) {
    long days = span.toDays();
    String clock =
        String.format(
            Locale.ROOT,
            days > 0 ? "%02d:%02d:%02d" : "%d:%02d:%02d",
            span.toHoursPart(),
            span.toMinutesPart(),
            span.toSecondsPart());
    return days > 0 ? days + " d " + clock : clock;
  }

  private ZoneId zone() {
    return utc.get() ? ZoneOffset.UTC : local;
  }
}
