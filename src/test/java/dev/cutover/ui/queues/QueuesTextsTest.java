package dev.cutover.ui.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.monitor.Drain;
import dev.cutover.monitor.QueueLine;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QueuesTextsTest {

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
