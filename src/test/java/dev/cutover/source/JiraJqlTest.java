package dev.cutover.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraJqlTest {
  private static final String ORDER = " ORDER BY created ASC, key ASC";

  @Test
  void aQueryIsNeverUnbounded() {
    assertThat(query(List.of(), List.of())).isEqualTo("updated >= \"1970-01-02 00:00\"" + ORDER);
  }

  @Test
  void restrictionsAreJoinedAndTheirOwnOrderIsDropped() {
    assertThat(
            query(
                List.of("EE", "A\"B\\"),
                List.of("status = Done OR labels = x order by rank", " ", "text ~ \"order by\"")))
        .isEqualTo(
            "project in (\"EE\", \"A\\\"B\\\\\") AND (status = Done OR labels = x) AND (text ~"
                + " \"order by\")"
                + ORDER);
    assertThat(query(List.of(), List.of("ORDER BY updated DESC"))).startsWith("updated >= \"1970");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:15:59Z, +08:00, 2026-03-01 18:15",
    "2026-03-01T10:15:59Z, Asia/Shanghai, 2026-03-01 18:15",
    "2026-03-01T10:15:59Z, America/Sao_Paulo, 2026-03-01 07:15",
    "2026-03-01T10:15:59Z, UTC, 2026-03-01 10:15",
    "2026-03-29T01:30:00Z, Europe/Berlin, 2026-03-29 03:30",
    // the hour that Berlin's clocks show twice, first and second time
    "2026-10-25T00:30:00Z, Europe/Berlin, 2026-10-25 01:59",
    "2026-10-25T01:30:00Z, Europe/Berlin, 2026-10-25 01:59",
    "2026-10-25T02:00:00Z, Europe/Berlin, 2026-10-25 03:00"
  })
  void aBoundIsWrittenInTheZoneOfTheAccountAndNeverTooLate(
      String since, String zone, String literal) {
    String query =
        JiraJql.query(List.of(), List.of(), Instant.parse(since), Optional.of(ZoneId.of(zone)));
    assertThat(query).isEqualTo("updated >= \"" + literal + "\"" + ORDER);
  }

  @Test
  void whereTheZoneIsUnknownTheBoundReachesBackFarEnoughForAnyZone() {
    Instant since = Instant.parse("2026-03-01T10:15:00Z");
    String query = JiraJql.query(List.of(), List.of(), since, Optional.empty());
    assertThat(query).contains("2026-02-28 22:15");
  }

  private static String query(List<String> projects, List<String> searches) {
    return JiraJql.query(projects, searches, null, Optional.empty());
  }
}
