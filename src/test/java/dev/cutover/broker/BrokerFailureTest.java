package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerFailureTest {
  private static final BrokerAddress ADDRESS =
      BrokerAddress.parse("amqp://etl:canary@mq.example:5673/pulse");

  private static BrokerFailure of(Throwable thrown) {
    BrokerFailure failure = BrokerFailure.of(ADDRESS, thrown);
    assertThat(failure.problem().toString()).hasLineCount(1).doesNotContain("canary");
    assertThat(failure.problem().remedy()).isNotEmpty();
    return failure;
  }

  private static IOException closed(boolean connection, int code, String text) {
    var reason =
        connection
            ? new AMQP.Connection.Close.Builder().replyCode(code).replyText(text).build()
            : new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();
    return new IOException(new ShutdownSignalException(connection, false, reason, null));
  }

  @Test
  void whoIsNotLetInIsTriedAgainLate() {
    assertThat(of(new AuthenticationFailureException("no")).refused()).isTrue();
    assertThat(of(new AuthenticationFailureException("no")).problem().code())
        .isEqualTo("broker.login");
    assertThat(of(closed(true, 530, "NOT_ALLOWED - vhost pulse not found")).problem().code())
        .isEqualTo("broker.vhost");
    BrokerFailure right = of(closed(false, 403, "ACCESS_REFUSED - queue 'x' in vhost 'pulse'"));
    assertThat(right.problem().code()).isEqualTo("broker.permission");
    assertThat(right.refused()).isTrue();
  }

  @Test
  void whoIsNotThereIsTriedAgainSoon() {
    for (Throwable gone :
        new Throwable[] {
          new ConnectException("refused"),
          new UnknownHostException("mq.example"),
          new SocketTimeoutException("late"),
          new TimeoutException(),
          new IOException(),
          closed(true, 320, "CONNECTION_FORCED - shutdown"),
        }) {
      assertThat(of(gone).refused()).isFalse();
      assertThat(of(gone).problem().code()).isEqualTo("broker.unreachable");
      assertThat(of(gone).problem().toString()).contains("mq.example");
    }
  }

  @Test
  void aComplaintAboutAFrameIsNotQuotedSinceTheFrameMayHoldThePassword() {
    String text = "FRAME_ERROR - type 3\n  payload\n <<99,97,110,97,114,121>>";
    assertThat(of(closed(true, 501, text)).problem().what()).endsWith("(501 FRAME_ERROR).");
  }

  @Test
  void aLongComplaintIsCutToOneLine() {
    String text = "INTERNAL_ERROR - that\n  went\n" + "wrong ".repeat(1_000);
    assertThat(of(closed(true, 541, text)).problem().what())
        .contains("541 INTERNAL_ERROR - that went wrong")
        .hasSizeLessThan(500);
  }

  @Test
  void aMissingExchangeIsATroubleOfTheTopology() {
    assertThat(of(closed(false, 404, "NOT_FOUND - no exchange 'etl.direct'")).problem())
        .satisfies(p -> assertThat(p.code()).isEqualTo("broker.topology"))
        .satisfies(p -> assertThat(p.what()).contains("etl.direct"));
  }
}
