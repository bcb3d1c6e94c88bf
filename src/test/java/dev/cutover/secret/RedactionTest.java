package dev.cutover.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://user:c4naryXY@host:5672/vhost",
        "amqps://user:p%40@c4naryXY@host:5672/vhost",
        "jdbc:postgresql://h/db?user=u&password=c4naryXY&ssl=true",
        "host=h password='c4naryXY with blank' dbname=x",
        "Authorization: Basic c4naryXY==",
        "authorization: Bearer c4naryXY",
        "Authorization: c4naryXY",
        "{\"Authorization\":\"Bearer c4naryXY\"}",
        "headers={Authorization=[token c4naryXY], Accept=[*/*]}",
        "the header Bearer c4naryXY.abc was sent",
        "Cookie: pulse_token=c4naryXY; other=1",
        "{\"password\":\"a\\\"c4naryXY\"}",
        "{\"apiToken\": \"c4naryXY\", \"x\": 1}",
        "client_secret=c4naryXY",
        "X-Api-Key: c4naryXY",
        "ETL_INTERNAL_SECRET=c4naryXY",
        "ENCRYPTION_KEY=c4naryXY",
        "PGPASSWORD=c4naryXY",
        "ALTER ROLE cutover PASSWORD 'it''s c4naryXY'",
        "ghp_c4naryXYc4naryXYc4naryXY",
        "token gAAAAAc4naryXYc4naryXYc4naryXYc4naryXY==",
        "password => c4naryXY",
        "password: \"c4naryXY",
      })
  void aSecretOfAKnownFormIsHidden(String text) {
    assertThat(Redaction.of(text)).doesNotContain("c4naryXY").contains(Redaction.HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FATAL: password authentication failed for user \"cutover\"",
        "connecting to postgresql://cutover@127.0.0.1:5432/pulse_db",
        "http://127.0.0.1:8080/rest/api/2/search?jql=a@b and more",
        "basic information about 12 rows",
        "queue etl.extract holds 5 messages: 3 ready, 2 unacked",
        "2026-11-23T10:00:00Z job 12 completed",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void whatStandsAroundASecretStays() {
    assertThat(Redaction.of("cannot reach amqp://u:pw@host:5672/v (password=x, user=u)"))
        .isEqualTo("cannot reach amqp://u:***@host:5672/v (password=***, user=u)");
  }

  @Test
  void aHugeTextTakesNoTimeAndNoStack() {
    String[] huge = {
      "password=\"" + "\\\"".repeat(500_000),
      "password=\"" + "a".repeat(1_000_000),
      "a".repeat(1_000_000),
      "://".repeat(300_000),
      "token ".repeat(150_000),
      "PASSWORD '" + "''".repeat(500_000),
      "Bearer " + "A".repeat(1_000_000),
    };
    for (String text : huge) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> assertThat(Redaction.of(text)).isNotEmpty());
    }
  }

  @Test
  void aKnownSecretIsHiddenInAnyForm() {
    KnownSecrets known = new KnownSecrets();
    known.add("canary");
    known.add("canary-long-form");
    known.add("abc");

    assertThat(known.redact("xcanaryx canary-long-form abc")).isEqualTo("x***x *** abc");
    assertThat(known.toString()).doesNotContain("canary");
  }
}
