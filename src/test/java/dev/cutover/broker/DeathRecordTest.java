package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.LongStringHelper;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeathRecordTest {
  private static Map<String, Object> death(String queue, String reason, long count) {
    return Map.of(
        "queue", LongStringHelper.asLongString(queue),
        "reason", LongStringHelper.asLongString(reason),
        "count", count);
  }

  @Test
  void theFirstDeathTellsOriginAndReason() {
    Map<String, Object> headers =
        Map.of("x-death", List.of(death("etl.b", "rejected", 1), death("etl.a", "expired", 3)));
    assertThat(DeathRecord.of(headers, "etl.a.dead"))
        .isEqualTo(new DeathRecord("etl.a", "expired in etl.a (3 times)"));
  }

  @Test
  void aMessageWithoutARecordDiedWhereItLies() {
    DeathRecord expected = new DeathRecord("etl.a.dead", "found in etl.a.dead without a reason");
    assertThat(DeathRecord.of(null, "etl.a.dead")).isEqualTo(expected);
    assertThat(DeathRecord.of(Map.of(), "etl.a.dead")).isEqualTo(expected);
    assertThat(DeathRecord.of(Map.of("x-death", "rubbish"), "etl.a.dead")).isEqualTo(expected);
    assertThat(DeathRecord.of(Map.of("x-death", List.of()), "etl.a.dead")).isEqualTo(expected);
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // the client's own type for a time in a header
  void headersOfAnyKindBecomeJsonThatTheDatabaseTakes() {
    Map<String, Object> headers = new HashMap<>();
    headers.put("text", LongStringHelper.asLongString("a\u0000b"));
    headers.put("bytes", new byte[] {1, 2});
    headers.put("date", new Date(0));
    headers.put("nan", Double.NaN);
    headers.put("list", List.of(1, Map.of("k", true)));
    headers.put("nothing", null);
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().messageId("m").headers(headers).build();
    String json =
        HeaderJson.of(
            new Delivery(new Envelope(1, true, "etl.direct", "load"), properties, new byte[0]));
    assertThat(json)
        .contains(
            "\"exchange\":\"etl.direct\"",
            "\"redelivered\":true",
            "\"message_id\":\"m\"",
            "\"text\":\"a\uFFFDb\"",
            "\"bytes\":\"0102\"",
            "\"date\":\"1970-01-01T00:00:00Z\"",
            "\"nan\":\"NaN\"",
            "\"list\":[1,{\"k\":true}]",
            "\"nothing\":null");
  }
}
