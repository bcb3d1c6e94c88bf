package dev.cutover.ui.fx;

import dev.cutover.job.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the window is doing beside what it shows, and what became of it: running tasks for the
/// status bar, notices for the bell. Belongs to the FX thread.
public final class Activities {
  private static final int KEPT_NOTICES = 100;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Background background;
  private final InstantSource clock;
  private final Function<Exception, Problem> explain;
  private final ObservableList<Activity> running = FXCollections.observableArrayList();
  private final ObservableList<Notice> notices = FXCollections.observableArrayList();
  private boolean tookLong;
  // Kept: a read-only view that nobody holds is collected together with its listeners.
  private final ObservableList<Activity> runningView =
      FXCollections.unmodifiableObservableList(running);
  private final ObservableList<Notice> noticesView =
      FXCollections.unmodifiableObservableList(notices);

  /// Something that ended, or that somebody must know.
  ///
  /// @param isLoud whether it is worth a word over the screen: it went wrong, or took long
  public record Notice(Instant at, Kind kind, String title, String text, boolean isLoud) {

    /// How it ended.
    public enum Kind {
      DONE,
      FAILED,
      WARNING
    }
  }

  public Activities(
      Background background, InstantSource clock, Function<Exception, Problem> explain) {
    this.background = background;
    this.clock = clock;
    this.explain = explain;
  }

  public ObservableList<Activity> running() {
    return runningView;
  }

  /// The newest first.
  public ObservableList<Notice> notices() {
    return noticesView;
  }

  /// Does `work` beside the FX thread; it is in the status bar until it ends, and its failure is a
  /// notice.
  ///
  /// @param title what is being done, as the user reads it
  /// @param onDone gets the answer on the FX thread
  public <T> void start(String title, Callable<T> work, Consumer<T> onDone) {
    start(new Activity(title), work, onDone);
  }

  /// The same for work that tells its progress through `activity` and can be cancelled.
  public <T> void start(Activity activity, Callable<T> work, Consumer<T> onDone) {
    running.add(activity);
    Instant began = clock.instant();
    background.run(
        work,
        answer -> {
          running.remove(activity);
          tookLong = Duration.between(began, clock.instant()).compareTo(LONG) >= 0;
          onDone.accept(answer);
          tookLong = false;
        },
        failure -> {
          running.remove(activity);
          Problem problem = explain.apply(failure);
          notice(Notice.Kind.FAILED, activity.title(), problem.toString());
        });
  }

  public void notice(Notice.Kind kind, String title, String text) {
    boolean loud = tookLong || kind != Notice.Kind.DONE;
    notices.addFirst(new Notice(clock.instant(), kind, title, text, loud));
    if (notices.size() > KEPT_NOTICES) {
      notices.removeLast();
    }
  }
}
