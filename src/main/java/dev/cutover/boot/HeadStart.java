package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the servers while the toolkit of the window still starts, so that the first screen waits
/// for the slower of both and not for one after the other. Whoever connects first gets what was
/// begun; who tries again afterwards connects anew.
final class HeadStart implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

  private final Connector servers;
  private @Nullable CompletableFuture<Connection> begun;
  private @Nullable Step last;
  private Consumer<Step> told = step -> last = step;

  private HeadStart(Connector servers) {
    this.servers = servers;
  }

  static HeadStart of(Connector servers) {
    return new HeadStart(servers);
  }

  /// Begins to connect; without it, the first to connect does so by itself.
  synchronized void begin() {
    CompletableFuture<Connection> opening = new CompletableFuture<>();
    begun = opening;
    Thread.ofVirtual()
        .name("head-start")
        .start(
            () -> {
              try {
                opening.complete(servers.connect(this::tell));
              } catch (Exception | Error e) {
                opening.completeExceptionally(e);
              }
            });
  }

  private synchronized void tell(Step step) {
    told.accept(step);
  }

  @Override
  public Connection connect(Consumer<Step> step) throws Exception {
    CompletableFuture<Connection> opening = take(step);
    if (opening == null) {
      return servers.connect(step);
    }
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  private synchronized @Nullable CompletableFuture<Connection> take(Consumer<Step> step) {
    CompletableFuture<Connection> opening = begun;
    begun = null;
    Step now = last;
    if (opening != null && now != null) {
      step.accept(now);
    }
    told = step;
    return opening;
  }

  /// Closes what nobody asked for, since there is no window.
  void abandon() {
    CompletableFuture<Connection> opening = take(_ -> {});
    if (opening != null) {
      try {
        opening.get().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.info("the servers of a window that did not open: {}", e.toString());
      }
    }
  }

  @Override
  public Problem explain(Exception failure) {
    return servers.explain(failure);
  }
}
