package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

  /// A broker's view of one channel: which deliveries are unanswered, and what became of the
  /// others.
  private static final class Broker implements Acknowledgements.Wire {
    final TreeSet<Long> unanswered = new TreeSet<>();
    final TreeSet<Long> done = new TreeSet<>();
    final TreeSet<Long> back = new TreeSet<>();
    final List<String> frames = new ArrayList<>();

    @Override
    public void ack(long tag, boolean multiple) {
      frames.add("ack " + tag + (multiple ? " and before" : ""));
      assertThat(unanswered).as("a real broker closes the channel").contains(tag);
      List<Long> covered = multiple ? List.copyOf(unanswered.headSet(tag, true)) : List.of(tag);
      done.addAll(covered);
      unanswered.removeAll(covered);
    }

    @Override
    public void putBack(long tag) {
      frames.add("back " + tag);
      assertThat(unanswered.remove(tag)).isTrue();
      back.add(tag);
    }
  }

  private final Broker broker = new Broker();
  private final List<Runnable> later = new ArrayList<>();

  private Acknowledgements answers(int prefetch) {
    return new Acknowledgements(broker, prefetch, later::add);
  }

  private void deliver(Acknowledgements answers, long from, long to) {
    for (long tag = from; tag <= to; tag++) {
      broker.unanswered.add(tag);
      answers.delivered(tag);
    }
  }

  private void runLater() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }

  @Test
  void halfAPrefetchOfAcknowledgementsIsOneFrame() {
    Acknowledgements answers = answers(10);
    deliver(answers, 1, 10);
    for (long tag = 1; tag <= 5; tag++) {
      answers.acknowledge(tag);
    }
    assertThat(broker.frames).containsExactly("ack 5 and before");
    assertThat(answers.unanswered()).isEqualTo(5);
  }

  @Test
  void withAPrefetchOfOneNothingWaits() {
    Acknowledgements answers = answers(1);
    deliver(answers, 1, 1);
    answers.acknowledge(1);
    assertThat(broker.frames).containsExactly("ack 1 and before");
  }

  @Test
  void aSingleAcknowledgementGoesAMomentLater() {
    Acknowledgements answers = answers(100);
    deliver(answers, 1, 3);
    answers.acknowledge(2);
    assertThat(broker.frames).isEmpty();
    assertThat(later).hasSize(1);
    runLater();
    assertThat(broker.frames).containsExactly("ack 2");
    assertThat(broker.unanswered).containsExactly(1L, 3L);
  }

  @Test
  void aGroupNeverCoversWhatIsStillOpen() {
    Acknowledgements answers = answers(4);
    deliver(answers, 1, 4);
    answers.acknowledge(3);
    answers.acknowledge(4);
    assertThat(broker.frames).isEmpty();
    answers.acknowledge(1);
    runLater();
    assertThat(broker.done).containsExactly(1L, 3L, 4L);
    assertThat(broker.unanswered).containsExactly(2L);
  }

  @Test
  void aSecondAnswerSendsNothing() {
    Acknowledgements answers = answers(1);
    deliver(answers, 1, 2);
    answers.release(1);
    answers.release(1);
    answers.acknowledge(1);
    answers.acknowledge(2);
    answers.acknowledge(2);
    answers.release(2);
    runLater();
    assertThat(broker.frames).containsExactly("back 1", "ack 2 and before");
  }

  @Test
  void inAnyOrderEveryDeliveryGetsExactlyTheAnswerItWasGiven() {
    for (int seed = 0; seed < 100; seed++) {
      Broker view = new Broker();
      List<Runnable> due = new ArrayList<>();
      Random random = new Random(seed);
      Acknowledgements answers = new Acknowledgements(view, 1 + random.nextInt(40), due::add);
      List<Long> open = new ArrayList<>();
      TreeSet<Long> acknowledged = new TreeSet<>();
      TreeSet<Long> released = new TreeSet<>();
      long next = 1;
      for (int step = 0; step < 300; step++) {
        int dice = random.nextInt(10);
        if (dice < 4 || open.isEmpty()) {
          view.unanswered.add(next);
          answers.delivered(next);
          open.add(next++);
        } else if (dice < 8) {
          long tag = open.remove(random.nextInt(open.size()));
          acknowledged.add(tag);
          answers.acknowledge(tag);
        } else if (dice < 9) {
          long tag = open.remove(random.nextInt(open.size()));
          released.add(tag);
          answers.release(tag);
        } else {
          List<Runnable> now = List.copyOf(due);
          due.clear();
          now.forEach(Runnable::run);
        }
        assertThat(acknowledged).as("seed %s", seed).containsAll(view.done);
      }
      answers.flush();
      assertThat(view.done).as("seed %s", seed).isEqualTo(acknowledged);
      assertThat(view.back).as("seed %s", seed).isEqualTo(released);
      assertThat(view.unanswered).as("seed %s", seed).isEqualTo(new TreeSet<>(open));
    }
  }
}
