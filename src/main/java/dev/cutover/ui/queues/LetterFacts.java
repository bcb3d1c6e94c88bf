package dev.cutover.ui.queues;

import dev.cutover.pipeline.DeadLetters;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.util.ArrayList;
import java.util.List;

/// What is known of a letter besides its bytes, a fact a line.
final class LetterFacts {
  private final Texts texts;
  private final Times times;

  LetterFacts(Texts texts, Times times) {
    this.texts = texts;
    this.times = times;
  }

  String of(DeadLetters.Letter letter) {
    DeadLetters.Line line = letter.line();
    List<String> facts = new ArrayList<>();
    facts.add(texts.get("queues.letters.fact.reason", line.reason()));
    facts.add(
        texts.get(
            "queues.letters.fact.received", times.dateTime(line.receivedAt()), line.origin()));
    if (line.job() != null) {
      facts.add(texts.get("queues.letters.fact.job", String.valueOf(line.job())));
    }
    if (letter.replayOf() != null) {
      facts.add(
          texts.get(
              "queues.letters.fact.again", line.replays(), String.valueOf(letter.replayOf())));
    }
    if (!letter.headersJson().equals("{}")) {
      facts.add(texts.get("queues.letters.fact.headers", letter.headersJson()));
    }
    for (DeadLetters.Event event : letter.events()) {
      facts.add(
          times.dateTime(event.at())
              + "  "
              + texts.get("queues.letters.act." + event.act().replace(' ', '_'))
              + ", "
              + event.actor()
              + ": "
              + event.reason()
              + (event.detail() == null ? "" : " (" + event.detail() + ")"));
    }
    facts.add(
        texts.get(
            LetterBytes.isText(letter.body())
                ? "queues.letters.fact.text"
                : "queues.letters.fact.binary",
            line.bytes()));
    if (LetterBytes.isCut(letter.body())) {
      facts.add(texts.get("queues.letters.fact.cut"));
    }
    return String.join("\n", facts);
  }
}
