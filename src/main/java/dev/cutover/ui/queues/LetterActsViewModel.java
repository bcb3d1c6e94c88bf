package dev.cutover.ui.queues;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetterReplay;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import dev.cutover.pipeline.ReplayProgress;
import dev.cutover.ui.Acts;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Texts;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import org.jspecify.annotations.Nullable;

/// Replay and discard: first the count, then the confirmation with a rate or a reason, then the
/// progress and its end. One act at a time.
public final class LetterActsViewModel {

  /// Where the act is.
  public enum Step {
    /// Nothing is asked for.
    NONE,
    /// The letters are counted.
    COUNTING,
    /// A person is asked whether to replay.
    ASK_REPLAY,
    /// A person is asked whether to discard.
    ASK_DISCARD,
    /// It goes on.
    RUNNING,
    /// It ended; the text says how.
    ENDED
  }

  private final DeadLetters letters;
  private final Supplier<Acts> acts;
  private final Background background;
  private final Latest latest;
  private final Texts texts;
  private final Supplier<UUID> tokens;
  private final Function<Exception, Problem> explain;
  private final ObservableStringValue blocked;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.NONE);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper();
  private final DoubleProperty rate = new SimpleDoubleProperty(DeadLetterReplay.STANDARD_RATE);
  private final StringProperty reason = new SimpleStringProperty("");
  private DeadLetterFilter filter = DeadLetterFilter.OPEN;
  private DeadLetters.@Nullable Count count;
  private volatile @Nullable DeadLetterReplay replay;
  private volatile boolean stopWanted;

  /// @param letters to count them
  /// @param acts what may change them, asked for each time
  /// @param blocked why nothing may be changed now, empty when it may
  public LetterActsViewModel(
      DeadLetters letters,
      Supplier<Acts> acts,
      Background background,
      Texts texts,
      Supplier<UUID> tokens,
      Function<Exception, Problem> explain,
      ObservableStringValue blocked) {
    this.letters = letters;
    this.acts = acts;
    this.background = background;
    this.latest = new Latest(background);
    this.texts = texts;
    this.tokens = tokens;
    this.explain = explain;
    this.blocked = blocked;
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /// The question, the progress or the end.
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  public String getText() {
    return text.get();
  }

  /// From 0 to 1.
  public ReadOnlyDoubleProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  public double getDone() {
    return done.get();
  }

  /// Messages a second.
  public DoubleProperty rateProperty() {
    return rate;
  }

  public StringProperty reasonProperty() {
    return reason;
  }

  /// Why nothing may be changed now, empty when it may.
  public ObservableStringValue blocked() {
    return blocked;
  }

  /// True while an act is under way or nothing may be changed.
  public BooleanBinding impossible() {
    return Bindings.createBooleanBinding(
        () -> !blocked.get().isEmpty() || step.get() == Step.RUNNING || step.get() == Step.COUNTING,
        step,
        blocked);
  }

  /// True when the confirmation cannot be given yet: a reason is missing, or the rate is none.
  public BooleanBinding unconfirmable() {
    return Bindings.createBooleanBinding(
        () -> reason.get() == null || reason.get().isBlank() || !(rate.get() > 0), reason, rate);
  }

  public void askToReplay(DeadLetterFilter which) {
    countFirst(which, Step.ASK_REPLAY, "queues.letters.ask_replay");
  }

  public void askToDiscard(DeadLetterFilter which) {
    countFirst(which, Step.ASK_DISCARD, "queues.letters.ask_discard");
  }

  private void countFirst(DeadLetterFilter which, Step next, String question) {
    if (impossible().get()) {
      return;
    }
    filter = which;
    step.set(Step.COUNTING);
    text.set(texts.get("queues.letters.counting"));
    latest.ask(
        () -> letters.count(which),
        found -> {
          count = found;
          text.set(
              found.letters() == 0
                  ? texts.get("queues.letters.nothing")
                  : texts.get(question, found.letters()));
          step.set(found.letters() == 0 ? Step.ENDED : next);
        },
        this::failed);
  }

  public void takeBack() {
    if (step.get() != Step.RUNNING) {
      latest.cancel();
      step.set(Step.NONE);
      text.set("");
    }
  }

  public void confirm() {
    DeadLetters.Count counted = count;
    if (counted == null || unconfirmable().get() || impossible().get()) {
      return;
    }
    if (step.get() == Step.ASK_REPLAY) {
      startReplay(counted);
    } else if (step.get() == Step.ASK_DISCARD) {
      startDiscard(counted);
    }
  }

  private void startReplay(DeadLetters.Count counted) {
    stopWanted = false;
    step.set(Step.RUNNING);
    done.set(0);
    text.set(texts.get("queues.letters.progress.running", 0, counted.letters()));
    DeadLetterFilter which = filter;
    double perSecond = rate.get();
    String why = reason.get();
    // Not through Latest: a replay is stopped at a safe point, never dropped.
    background.run(() -> run(which, counted, perSecond, why), this::progress, this::failed);
  }

  private ReplayProgress run(
      DeadLetterFilter which, DeadLetters.Count counted, double perSecond, String why)
      throws InterruptedException {
    Acts allowed = acts.get();
    try (MessageReturn way = allowed.queues().wayBack().get()) {
      DeadLetterReplay going =
          new DeadLetterReplay(
              allowed.queues().letters(),
              way,
              which,
              counted,
              perSecond,
              allowed.actor(),
              why,
              tokens.get());
      replay = going;
      if (stopWanted) {
        going.stop();
      }
      return going.run();
    } finally {
      replay = null;
    }
  }

  private void startDiscard(DeadLetters.Count counted) {
    step.set(Step.RUNNING);
    String why = reason.get();
    DeadLetterFilter which = filter.upTo(counted.newest());
    background.run(
        () -> {
          Acts allowed = acts.get();
          return allowed.queues().letters().discard(which, allowed.actor(), why);
        },
        gone -> {
          text.set(texts.get("queues.letters.discarded", gone, counted.letters()));
          step.set(Step.ENDED);
        },
        this::failed);
  }

  public void stop() {
    stopWanted = true;
    DeadLetterReplay going = replay;
    if (going != null) {
      going.stop();
    }
  }

  /// Looks how far the replay is; to be called now and then on the FX thread.
  void look() {
    DeadLetterReplay going = replay;
    // Its end comes from the thread that carries it out, when the way back is closed.
    if (going != null && step.get() == Step.RUNNING && !going.progress().isOver()) {
      progress(going.progress());
    }
  }

  private void progress(ReplayProgress now) {
    done.set(now.counted() == 0 ? 1 : (double) (now.replayed() + now.passedOver()) / now.counted());
    String how =
        texts.get(
            "queues.letters.progress." + now.state().name().toLowerCase(Locale.ROOT),
            now.replayed(),
            now.counted(),
            now.left());
    String passed =
        now.passedOver() == 0 ? "" : " " + texts.get("queues.letters.passed", now.passedOver());
    String problem = now.problem() == null ? "" : "\n" + now.problem();
    text.set(how + passed + problem);
    if (now.isOver() && step.get() == Step.RUNNING) {
      step.set(Step.ENDED);
    }
  }

  private void failed(Exception failure) {
    text.set(texts.get("queues.letters.failed", explain.apply(failure)));
    step.set(Step.ENDED);
  }
}
