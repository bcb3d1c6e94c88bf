package dev.cutover.ui.queues;

import dev.cutover.monitor.Drain;
import dev.cutover.monitor.QueueLine;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says a queue in words. What is not known is said to be unknown, never 0.
final class QueueWords {
  private final Texts texts;

  QueueWords(Texts texts) {
    this.texts = texts;
  }

  QueueRow row(QueueLine line) {
    QueueLine.Jobs jobs = line.jobs().orElse(null);
    String unknown = texts.get("queues.unknown.short");
    String none = line.dead() ? "" : unknown;
    return new QueueRow(
        line.queue(),
        line.condition(),
        condition(line.condition()),
        line.depth().map(depth -> number(depth.ready())).orElse(unknown),
        line.statistics()
            .map(known -> number(known.unacknowledged()))
            .orElse(texts.get("queues.unacked.unknown")),
        line.depth().map(depth -> number(depth.consumers())).orElse(unknown),
        jobs == null ? none : number(jobs.open()),
        jobs == null ? none : rate(jobs.in()),
        jobs == null ? none : rate(jobs.out()),
        line.dead() ? "" : drain(line.drain()));
  }

  String condition(QueueLine.Condition condition) {
    return texts.get("queues.state." + condition.name().toLowerCase(Locale.ROOT));
  }

  String drain(Drain drain) {
    return switch (drain) {
      case Drain.Empty _ -> texts.get("queues.drain.empty");
      case Drain.Unknown _ -> texts.get("queues.unknown");
      case Drain.NoConsumers _ -> texts.get("queues.drain.no_consumers");
      case Drain.Estimating _ -> texts.get("queues.drain.estimating");
      case Drain.NotDraining(boolean growing) ->
          texts.get(growing ? "queues.drain.growing" : "queues.drain.standing");
      case Drain.Draining(Duration least, @Nullable Duration most) ->
          most == null
              ? texts.get("queues.drain.or_longer", span(least))
              : span(least).equals(span(most))
                  ? texts.get("queues.drain.about", span(least))
                  : texts.get("queues.drain.range", span(least), span(most));
    };
  }

  /// Rough, as an estimate is: seconds below two minutes, then minutes, then hours.
  private String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 120) {
      return texts.get("queues.span.seconds", seconds);
    }
    return seconds < 120 * 60
        ? texts.get("queues.span.minutes", Math.round(seconds / 60.0))
        : texts.get("queues.span.hours", Math.round(seconds / 3600.0));
  }

  String number(long value) {
    return String.format(texts.locale(), "%,d", value);
  }

  private String rate(@Nullable Double perSecond) {
    return perSecond == null
        ? texts.get("queues.unknown.short")
        : texts.get("queues.rate", String.format(texts.locale(), "%,.1f", perSecond));
  }
}
