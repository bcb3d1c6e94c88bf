package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.profile.Colour;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// When a window may change something; time passes when the test says so.
class AccessTest {
  private Instant now = Instant.parse("2026-11-24T20:00:00Z");

  private Access access(Environment.Kind kind, boolean forcedReadOnly) {
    Environment environment =
        new Environment("plant-7", kind, Colour.RED, "postgresql://db7/pulse", "mq7/pulse");
    return new Access(new Unused(environment), () -> now, forcedReadOnly);
  }

  /// Servers of which the test needs no more than the name.
  private record Unused(Environment environment) implements Connection {
    @Override
    public ConsolePorts ports() {
      throw new UnsupportedOperationException("nothing is read");
    }

    @Override
    public Acts acts() {
      throw new UnsupportedOperationException("this would act");
    }

    @Override
    public void close() {}
  }

  @Test
  void productionIsUnlockedByItsNameForHalfAnHour() {
    Access access = access(Environment.Kind.PRODUCTION, false);
    assertThat(access.writableProperty().get()).isFalse();
    assertThat(access.unlock("plant-8")).isFalse();
    assertThat(access.writableProperty().get()).isFalse();
    assertThat(access.unlock("plant-7")).isTrue();
    assertThat(access.until()).isEqualTo(now.plus(Duration.ofMinutes(30)));

    now = now.plus(Duration.ofMinutes(30)).minusMillis(1);
    access.tick();
    assertThat(access.writableProperty().get()).isTrue();
    now = now.plusMillis(1);
    assertThatThrownBy(access::acts)
        .as("also before the frame noticed that the time is over")
        .isInstanceOf(IllegalStateException.class);
    access.tick();
    assertThat(access.writableProperty().get()).isFalse();
    assertThat(access.until()).isNull();
  }

  @Test
  void aLabBeginsWritableAndIsLockedAndUnlockedWithoutALapse() {
    Access access = access(Environment.Kind.LAB, false);
    assertThat(access.writableProperty().get()).isTrue();
    access.lock();
    assertThat(access.writableProperty().get()).isFalse();
    assertThat(access.unlock(" plant-7 ")).isTrue();
    assertThat(access.until()).isNull();
  }

  @Test
  void readOnlyOnTheCommandLineIsUnlockedByNothing() {
    Access access = access(Environment.Kind.LAB, true);
    assertThat(access.mayBeUnlocked()).isFalse();
    assertThat(access.unlock("plant-7")).isFalse();
    assertThatThrownBy(access::acts).isInstanceOf(IllegalStateException.class);
  }
}
