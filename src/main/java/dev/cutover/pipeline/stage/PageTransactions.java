package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Transactions;
import dev.cutover.pipeline.Tx;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Stores pages, a transaction each, two of them under way at a time: the rows of a page are copied
/// while the page before it is still being finished. They are committed one after the other in the
/// order of the source; a page whose predecessor was not committed is rolled back. Used by one
/// thread.
final class PageTransactions implements AutoCloseable {
  private final Attempt attempt;
  private final RawStore raw;
  private final Transactions transactions;
  private final Runnable committed;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().name("page-", 1).daemon().factory());
  private @Nullable UnderWay last;

  private record RecordKey(EntityType entity, String externalId) {}

  private record UnderWay(Future<?> commit, Set<RecordKey> records) {}

  /// What belongs into a page's transaction beside its rows. Runs after the page before is
  /// committed.
  interface Rest {
    void write(Tx tx, RawStore.Appended appended);
  }

  /// @param committed called after each page
  PageTransactions(Attempt attempt, RawStore raw, Transactions transactions, Runnable committed) {
    this.attempt = attempt;
    this.raw = raw;
    this.transactions = transactions;
    this.committed = committed;
  }

  /// Begins to store the page and returns when the one before it is committed.
  ///
  /// @throws RuntimeException what kept the page before from being committed
  void store(SourcePage page, Rest rest) throws InterruptedException {
    UnderWay before = last;
    Set<RecordKey> records = new HashSet<>();
    page.records().forEach(each -> records.add(new RecordKey(each.entity(), each.externalId())));
    if (before != null && records.stream().anyMatch(before.records()::contains)) {
      // What is known of a record must not be asked while its row is not to be seen yet.
      await(before.commit());
    }
    Future<?> commit = threads.submit(() -> commit(page, before, rest));
    last = new UnderWay(commit, records);
    if (before != null) {
      await(before.commit());
    }
  }

  private void commit(SourcePage page, @Nullable UnderWay before, Rest rest) {
    transactions.inTransaction(
        tx -> {
          RawStore.Appended appended = raw.append(tx, attempt, page);
          awaitTurn(before);
          rest.write(tx, appended);
          return page;
        });
    committed.run();
  }

  /// Returns when all pages are committed.
  void finish() throws InterruptedException {
    UnderWay page = last;
    if (page != null) {
      await(page.commit());
      last = null;
    }
  }

  private static void awaitTurn(@Nullable UnderWay before) {
    if (before != null) {
      try {
        await(before.commit());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped before the page's turn", stop);
      }
    }
  }

  private static void await(Future<?> commit) throws InterruptedException {
    try {
      commit.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error error -> throw error;
        case null, default ->
            throw new IllegalStateException("storing a page failed", e.getCause());
      }
    }
  }

  /// Waits for transactions under way, so that nothing is written after the attempt has ended.
  @Override
  public void close() {
    threads.close();
  }
}
