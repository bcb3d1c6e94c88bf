package dev.cutover.kit;

import dev.cutover.ui.fx.Background;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Does everything at once and on the calling thread.
public final class DirectBackground implements Background {
  @Override
  public <T> Pending run(Callable<T> work, Consumer<T> onDone, Consumer<Exception> onProblem) {
    T answer;
    try {
      answer = work.call();
    } catch (Exception e) {
      onProblem.accept(e);
      return Pending.NONE;
    }
    onDone.accept(answer);
    return Pending.NONE;
  }
}
