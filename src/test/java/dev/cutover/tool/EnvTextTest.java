package dev.cutover.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvTextTest {
  private static final Map<String, String> WANTED =
      Map.of("RABBITMQ_URL", "amqp://u:p%24@mq:5672/v", "ETL_QUEUE_ENABLED", "true");

  static Stream<Arguments> edits() {
    return Stream.of(
        arguments("K=old", "K=new"),
        arguments("K=", "K=new"),
        arguments("K = old", "K = new"),
        arguments("export K=old", "export K=new"),
        arguments("K=\"old\"", "K=\"new\""),
        arguments("K='o # l d'", "K='new'"),
        arguments("K=\"o\\\"ld\" # why", "K=\"new\" # why"),
        arguments("K=old # why", "K=new # why"),
        arguments("K=old#part", "K=new"),
        arguments("# K=old\n", "# K=old\nK=new\n"),
        arguments("KK=old\n", "KK=old\nK=new\n"),
        arguments("K=1\nK=2", "K=new\nK=new"),
        arguments("K=old\r\nA=1", "K=new\r\nA=1"),
        arguments("A=1\r\n", "A=1\r\nK=new\r\n"),
        arguments("A=1", "A=1\nK=new\n"),
        arguments("", "K=new\n"));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource("edits")
  void aKeyGetsItsValueAndNothingElseChanges(String before, String after) {
    assertThat(new EnvText(before).with(Map.of("K", "new"))).isEqualTo(after);
    assertThat(new EnvText(after).with(Map.of("K", "new"))).isEqualTo(after);
  }

  @Test
  void everyOtherLineStaysByteForByte() {
    String text =
        "# Käse\r\n\r\n  \tX = 'a=b'\n=broken\nA==2\rETL_QUEUE_ENABLED=\"false\"  # later\n"
            + "export  PW=\"p#w\" \nLAST=no end";

    String edited = new EnvText(text).with(new TreeMap<>(WANTED));

    assertThat(edited)
        .isEqualTo(
            "# Käse\r\n\r\n  \tX = 'a=b'\n=broken\nA==2\rETL_QUEUE_ENABLED=\"true\"  # later\n"
                + "export  PW=\"p#w\" \nLAST=no end\r\nRABBITMQ_URL=amqp://u:p%24@mq:5672/v\r\n");
    assertThat(new EnvText(edited).has(WANTED)).isTrue();
    assertThat(new EnvText(text).has(WANTED)).isFalse();
    assertThat(new EnvText(edited).value("ETL_QUEUE_ENABLED")).contains("true");
  }
}
