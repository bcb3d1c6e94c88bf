package dev.cutover.broker;

import com.rabbitmq.client.AlreadyClosedException;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers to the deliveries of one channel. Acknowledgements are sent in groups where that
/// makes nobody wait: when half of the prefetch has gathered, or a few milliseconds later. The
/// embedded broker writes to its disk once an answer, so a group costs it what a single one does.
///
/// A second answer to the same delivery is passed over; it would make the broker close the channel.
/// So are answers to a channel that is gone: the broker delivers again.
final class Acknowledgements {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
  private static final int LARGEST_GROUP = 100;

  private final Wire wire;
  private final Soon soon;
  private final int group;
  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> acknowledged = new TreeSet<>();
  private boolean due;

  /// Where the answers go.
  interface Wire {
    /// @param multiple all unanswered deliveries up to this one
    void ack(long tag, boolean multiple) throws IOException;

    void putBack(long tag) throws IOException;
  }

  /// Runs something a few milliseconds from now.
  interface Soon {
    void run(Runnable work);
  }

  Acknowledgements(Wire wire, int prefetch, Soon soon) {
    this.wire = wire;
    this.soon = soon;
    this.group = Math.clamp(prefetch / 2, 1, LARGEST_GROUP);
  }

  synchronized void delivered(long tag) {
    open.add(tag);
  }

  synchronized void acknowledge(long tag) {
    if (!open.remove(tag)) {
      return;
    }
    acknowledged.add(tag);
    if (acknowledged.size() % group == 0) {
      sendGroup();
    }
    if (!acknowledged.isEmpty() && !due) {
      due = true;
      soon.run(this::flush);
    }
  }

  synchronized void release(long tag) {
    // Sent before the tag is closed, so that no acknowledgement of a group can cover it.
    if (open.contains(tag)) {
      send(() -> wire.putBack(tag));
      open.remove(tag);
    }
  }

  /// Sends everything that is acknowledged.
  synchronized void flush() {
    due = false;
    sendGroup();
    for (long tag : List.copyOf(acknowledged)) {
      send(() -> wire.ack(tag, false));
    }
    acknowledged.clear();
  }

  /// Deliveries that the broker still counts as ours.
  synchronized int unanswered() {
    return open.size() + acknowledged.size();
  }

  /// One answer for all that are acknowledged below the first open delivery.
  private void sendGroup() {
    Long last = open.isEmpty() ? acknowledged.pollLast() : acknowledged.lower(open.first());
    if (last != null) {
      send(() -> wire.ack(last, true));
      acknowledged.headSet(last, true).clear();
    }
  }

  private void send(Answer answer) {
    try {
      answer.send();
    } catch (IOException | AlreadyClosedException e) {
      LOG.debug("an answer to a delivery came too late", e);
    }
  }

  private interface Answer {
    void send() throws IOException;
  }
}
