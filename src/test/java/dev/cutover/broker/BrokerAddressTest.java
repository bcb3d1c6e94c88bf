package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @Test
  void everyPartIsReadAndDecoded() {
    assertThat(BrokerAddress.parse("amqps://et%40l:p%2Fw%3A%25+@mq_1.example:5700/pulse%2Fetl"))
        .isEqualTo(new BrokerAddress("mq_1.example", 5700, true, "et@l", "p/w:%+", "pulse/etl"));
  }

  @Test
  void whatIsLeftOutHasTheUsualValue() {
    assertThat(BrokerAddress.parse("amqp://host"))
        .isEqualTo(new BrokerAddress("host", 5672, false, "guest", "guest", "/"));
    assertThat(BrokerAddress.parse("amqps://u@host/").port()).isEqualTo(5671);
    assertThat(BrokerAddress.parse("amqp://u:p@host/").vhost()).isEqualTo("/");
    assertThat(BrokerAddress.parse("amqp://u:p@host/%2F").vhost()).isEqualTo("/");
    assertThat(BrokerAddress.parse("amqp://u@host").password()).isEmpty();
    assertThat(BrokerAddress.parse("amqp://u@host").withPassword("s").password()).isEqualTo("s");
  }

  @Test
  void anIpv6AddressIsWrittenInBrackets() {
    BrokerAddress address = BrokerAddress.parse("amqp://u:p@[::1]:5673/v");
    assertThat(address.host()).isEqualTo("::1");
    assertThat(address.port()).isEqualTo(5673);
    assertThat(address.place()).isEqualTo("[::1]:5673/v");
    assertThatThrownBy(() -> BrokerAddress.parse("amqp://u:p@::1:5673/v"))
        .hasMessageContaining("brackets");
  }

  @Test
  void aPasswordWithAnUnescapedAtStillWorks() {
    assertThat(BrokerAddress.parse("amqp://u:p@ss/w@host/v"))
        .isEqualTo(new BrokerAddress("host", 5672, false, "u", "p@ss/w", "v"));
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(BrokerAddress.parse("amqp://etl:canary@host:1/v"))
        .hasToString("amqp://etl:***@host:1/v");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host:5672",
        "http://u:canary@host",
        "amqp://u:canary@",
        "amqp://u:canary@host:0",
        "amqp://u:canary@host:70000",
        "amqp://u:canary@host:x",
        "amqp://u:canary%zz@host",
        "amqp://u:canary@ho st",
        "amqp://u:canary@host/a/b",
        "amqp://:canary@host",
        "amqp://u:canary@host/v?heartbeat=5"
      })
  void whatIsNoAddressIsRefusedWithoutThePassword(String text) {
    assertThatThrownBy(() -> BrokerAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Broker address not understood")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }
}
