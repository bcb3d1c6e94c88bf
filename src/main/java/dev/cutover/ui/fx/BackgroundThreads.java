package dev.cutover.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A virtual thread for each act.
public final class BackgroundThreads implements Background {
  private final FxThread fx;

  public BackgroundThreads(FxThread fx) {
    this.fx = fx;
  }

  @Override
  public <T> Pending run(Callable<T> work, Consumer<T> onDone, Consumer<Exception> onProblem) {
    AtomicBoolean dropped = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .name("console-act")
            .start(
                () -> {
                  Runnable end;
                  try {
                    T answer = work.call();
                    end = () -> onDone.accept(answer);
                  } catch (Exception e) {
                    end = () -> onProblem.accept(e);
                  }
                  Runnable last = end;
                  fx.run(
                      () -> {
                        if (!dropped.get()) {
                          last.run();
                        }
                      });
                });
    return () -> {
      dropped.set(true);
      thread.interrupt();
    };
  }
}
