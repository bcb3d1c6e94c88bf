package dev.cutover.pipeline.stage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Fetches the next page while the last one is being stored: source and database work at the same
/// time. At most one page is ahead, so memory stays bounded and a stop wastes one request at the
/// most.
final class ReadAhead implements AutoCloseable {
  private final SourceSystem.Reader reader;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("read-ahead").daemon().factory());
  private @Nullable Future<SourcePage> ahead;

  ReadAhead(SourceSystem.Reader reader) {
    this.reader = reader;
  }

  SourcePage next() throws InterruptedException {
    Future<SourcePage> fetch = ahead == null ? thread.submit(reader::next) : ahead;
    ahead = null;
    try {
      SourcePage page = fetch.get();
      if (!page.isLast()) {
        ahead = thread.submit(reader::next);
      }
      return page;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error error -> throw error;
        case null, default ->
            throw new IllegalStateException("reading a page failed", e.getCause());
      }
    } catch (InterruptedException stop) {
      fetch.cancel(true);
      throw stop;
    }
  }

  /// Waits for the fetch under way, so that the reader is closed after its last use.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
