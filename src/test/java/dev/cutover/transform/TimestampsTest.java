package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2020-06-12T08:13:13.360+0800, 2020-06-12T00:13:13.360Z",
    "2020-06-12T08:13:13.360+08:00, 2020-06-12T00:13:13.360Z",
    "2020-06-12T00:13:13Z, 2020-06-12T00:13:13Z",
    "2020-03-29T01:30:00.000-0230, 2020-03-29T04:00:00Z",
    "2020-06-12T00:13Z, 2020-06-12T00:13:00Z",
    "2020-06-12T00:13:13.123456789Z, 2020-06-12T00:13:13.123456Z",
    "' 2020-06-12T00:13:13Z ', 2020-06-12T00:13:13Z",
  })
  void theInstantCountsHoweverItsOffsetIsWritten(String text, Instant instant) {
    assertThat(Timestamps.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2020-06-12",
        "2020-06-12T08:13:13",
        "2020-13-12T08:13:13Z",
        "2020-06-12T08:13:13+9900",
        "+999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "1591920793360"
      })
  void whatIsNoTimestampWithOffsetIsNone(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }
}
