package dev.cutover.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// One question at a time: asking again gives up on the answer to the older question. Used on the
/// FX thread alone.
public final class Latest {
  private final Background background;
  private Background.Pending pending = Background.Pending.NONE;

  public Latest(Background background) {
    this.background = background;
  }

  public <T> void ask(Callable<T> work, Consumer<T> onDone, Consumer<Exception> onProblem) {
    pending.cancel();
    pending = background.run(work, onDone, onProblem);
  }

  public void cancel() {
    pending.cancel();
    pending = Background.Pending.NONE;
  }
}
