package dev.cutover.ui.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cutover.monitor.Drain;
import dev.cutover.monitor.QueueLine;
import dev.cutover.ui.fx.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueuesTextsTest {

  private static Properties bundle(String file) throws IOException {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(QueuesTextsTest.class.getResourceAsStream("/i18n/" + file)),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return texts;
  }

  private static Set<String> ours(Properties texts) {
    return texts.stringPropertyNames().stream()
        .filter(key -> key.startsWith("queues."))
        .collect(Collectors.toSet());
  }

  @Test
  void everyTextIsThereInBothLanguagesAndCanBeFormatted() throws IOException {
    Properties english = bundle("messages.properties");
    Properties german = bundle("messages_de.properties");
    assertThat(ours(german)).hasSizeGreaterThan(100).isEqualTo(ours(english));
    for (Properties texts : List.of(english, german)) {
      for (String key : ours(texts)) {
        String pattern = texts.getProperty(key);
        if (pattern.contains("{")) {
          assertThatCode(() -> new MessageFormat(pattern, Locale.ENGLISH))
              .doesNotThrowAnyException();
        } else {
          assertThat(pattern).as(key).isNotBlank();
        }
      }
    }
  }

  @Test
  void eachConditionAndKindHasAWord() {
    Texts texts = Texts.of(Locale.ENGLISH);
    QueueWords words = new QueueWords(texts);
    for (QueueLine.Condition each : QueueLine.Condition.values()) {
      assertThat(words.condition(each)).isNotBlank();
      assertThat(texts.get("queues.state.why." + each.name().toLowerCase(Locale.ROOT)))
          .isNotBlank();
    }
    for (TopologyLine.Kind each : TopologyLine.Kind.values()) {
      assertThat(texts.get("queues.topology.kind." + each.name().toLowerCase(Locale.ROOT)))
          .isNotBlank();
    }
    for (DepthSpan each : DepthSpan.values()) {
      assertThat(texts.get(each.key())).isNotBlank();
    }
  }

  @Test
  void aDrainIsARangeAndNeverASingleSecond() {
    QueueWords words = new QueueWords(Texts.of(Locale.ENGLISH));
    Duration minute = Duration.ofSeconds(61);
    assertThat(words.drain(new Drain.Draining(minute, Duration.ofSeconds(90))))
        .isEqualTo("61 s to 90 s");
    assertThat(words.drain(new Drain.Draining(Duration.ofMinutes(5), Duration.ofMinutes(9))))
        .isEqualTo("5 min to 9 min");
    assertThat(words.drain(new Drain.Draining(Duration.ofMinutes(5), null)))
        .isEqualTo("5 min or longer");
    assertThat(words.drain(new Drain.NoConsumers())).isEqualTo("nobody takes it");
    assertThat(words.drain(new Drain.NotDraining(true))).isEqualTo("growing");
  }
}
