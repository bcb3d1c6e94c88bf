package dev.cutover.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers of pages that could not be finished. A page may need many calls (the statuses of each
/// project, the log of each issue); where the source asks to wait in the midst of them, the job
/// gives way and the page is begun anew later, perhaps by another reader. It then finds here what
/// it already got, so that every attempt comes further than the last, however few calls a source
/// allows at a time.
///
/// Bounded in bytes and in time; what is forgotten is asked again.
final class PageMemory {
  private static final long MOST_BYTES = 128L << 20;
  private static final long LONGEST = Duration.ofHours(2).toNanos();

  private final SourceTime time;
  private final LinkedHashMap<String, Unfinished> pages = new LinkedHashMap<>();
  private long bytes;

  PageMemory(SourceTime time) {
    this.time = time;
  }

  private static final class Unfinished {
    private final long begun;
    private final Map<String, Answer> answers = new HashMap<>();
    private long bytes;

    private Unfinished(long begun) {
      this.begun = begun;
    }
  }

  /// What the call was answered in an earlier attempt at the page, null when it was not.
  synchronized @Nullable Answer recall(String page, Call call) {
    Unfinished unfinished = pages.get(page);
    if (unfinished != null && time.nanoTime() - unfinished.begun > LONGEST) {
      forget(page);
      return null;
    }
    return unfinished == null ? null : unfinished.answers.get(call.key());
  }

  synchronized void keep(String page, Call call, Answer answer) {
    int size = answer.body().length;
    Unfinished unfinished = pages.computeIfAbsent(page, _ -> new Unfinished(time.nanoTime()));
    for (Iterator<Unfinished> oldest = pages.values().iterator();
        bytes + size > MOST_BYTES && oldest.hasNext(); ) {
      Unfinished other = oldest.next();
      if (other != unfinished) {
        bytes -= other.bytes;
        oldest.remove();
      }
    }
    if (bytes + size <= MOST_BYTES && unfinished.answers.putIfAbsent(call.key(), answer) == null) {
      unfinished.bytes += size;
      bytes += size;
    }
  }

  /// The page is finished, or hopeless.
  synchronized void forget(String page) {
    Unfinished unfinished = pages.remove(page);
    if (unfinished != null) {
      bytes -= unfinished.bytes;
    }
  }
}
