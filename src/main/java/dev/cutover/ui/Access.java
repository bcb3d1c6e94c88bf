package dev.cutover.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this window may change anything. Production begins read-only; whoever types the
/// environment's name may act for half an hour. The only door to [Acts].
public final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  public static final Duration UNLOCKED_FOR = Duration.ofMinutes(30);

  private final Connection connection;
  private final InstantSource clock;
  private final boolean forcedReadOnly;
  private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();
  private volatile @Nullable Instant until;

  /// @param forcedReadOnly `--read-only`: nothing unlocks
  public Access(Connection connection, InstantSource clock, boolean forcedReadOnly) {
    this.connection = connection;
    this.clock = clock;
    this.forcedReadOnly = forcedReadOnly;
    writable.set(!forcedReadOnly && !connection.environment().kind().beginsReadOnly());
  }

  /// Changes on the FX thread.
  public ReadOnlyBooleanProperty writableProperty() {
    return writable.getReadOnlyProperty();
  }

  /// Why the window may change nothing, as the key of a text; empty when it may.
  public ObservableValue<String> blockedBy() {
    return writable.map(may -> may ? "" : forcedReadOnly ? "blocked.read-only" : "blocked.locked");
  }

  /// Whether made-up records do no harm here.
  public boolean offersSamples() {
    return connection.environment().kind() == Environment.Kind.EMBEDDED;
  }

  public boolean mayBeUnlocked() {
    return !forcedReadOnly;
  }

  /// When the window locks itself again; null when it does not or is locked.
  public @Nullable Instant until() {
    return until;
  }

  /// @param typed must be the environment's name
  /// @return whether the window may act now
  public boolean unlock(String typed) {
    if (forcedReadOnly || !typed.strip().equals(connection.environment().name())) {
      return false;
    }
    if (connection.environment().kind().beginsReadOnly()) {
      until = clock.instant().plus(UNLOCKED_FOR);
      LOG.info("{} unlocked until {}", connection.environment().name(), until);
    }
    writable.set(true);
    return true;
  }

  public void lock() {
    until = null;
    if (writable.get()) {
      writable.set(false);
      LOG.info("{} locked", connection.environment().name());
    }
  }

  /// Locks when the time is over; called at every beat of the frame.
  public void tick() {
    Instant end = until;
    if (end != null && !clock.instant().isBefore(end)) {
      lock();
    }
  }

  /// @throws IllegalStateException when the window is read-only
  public Acts acts() {
    Instant end = until;
    boolean over = end != null && !clock.instant().isBefore(end);
    if (!writable.get() || over) {
      throw new IllegalStateException("the window is read-only");
    }
    return connection.acts();
  }
}
