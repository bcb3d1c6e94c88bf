package dev.cutover.ui.queues;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The dead letters: groups by cause, the letters of the chosen group, and one letter with its
/// bytes. What is done with them is [LetterActsViewModel].
public final class DeadLettersViewModel {
  private static final int PAGE = 100;

  private final DeadLetters letters;
  private final Texts texts;
  private final Times times;
  private final Function<Exception, Problem> explain;
  private final Latest lines;
  private final Latest detail;
  private final ObservableList<DeadLetters.Group> groups = FXCollections.observableArrayList();
  private final ObservableList<DeadLetters.Line> page = FXCollections.observableArrayList();
  private final ObjectProperty<DeadLetters.@Nullable Group> group = new SimpleObjectProperty<>();
  private final ObjectProperty<DeadLetters.@Nullable Line> line = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper bytes = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();

  public DeadLettersViewModel(
      DeadLetters letters,
      Background background,
      Texts texts,
      Times times,
      Function<Exception, Problem> explain) {
    this.explain = explain;
    this.letters = letters;
    this.texts = texts;
    this.times = times;
    this.lines = new Latest(background);
    this.detail = new Latest(background);
    group.addListener(
        (_, was, now) -> {
          if (was == null || now == null || !isSame(was, now)) {
            readLetters();
          }
        });
    line.addListener((_, _, _) -> readLetter());
  }

  public ObservableList<DeadLetters.Group> groups() {
    return groups;
  }

  public ObservableList<DeadLetters.Line> page() {
    return page;
  }

  /// The chosen group, null when none is.
  public ObjectProperty<DeadLetters.@Nullable Group> groupProperty() {
    return group;
  }

  /// The chosen letter, null when none is.
  public ObjectProperty<DeadLetters.@Nullable Line> lineProperty() {
    return line;
  }

  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public String getSummary() {
    return summary.get();
  }

  /// What is known of the chosen letter besides its bytes.
  public ReadOnlyStringProperty factsProperty() {
    return facts.getReadOnlyProperty();
  }

  public String getFacts() {
    return facts.get();
  }

  public ReadOnlyStringProperty bytesProperty() {
    return bytes.getReadOnlyProperty();
  }

  public String getBytes() {
    return bytes.get();
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public String getTrouble() {
    return trouble.get();
  }

  /// True when the group has letters beyond the page.
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  public boolean isMore() {
    return more.get();
  }

  /// What an act on the choice is about: the chosen letter, or else the chosen group, or else all.
  DeadLetterFilter chosen(boolean letterOnly) {
    DeadLetters.Line one = line.get();
    DeadLetters.Group many = group.get();
    if (letterOnly && one != null) {
      return DeadLetterFilter.of(one.id());
    }
    return many == null ? DeadLetterFilter.OPEN : DeadLetterFilter.of(many);
  }

  List<DeadLetters.Group> read() {
    return letters.groups(DeadLetterFilter.OPEN);
  }

  void apply(List<DeadLetters.Group> fresh) {
    DeadLetters.Group was = group.get();
    if (!groups.equals(fresh)) {
      groups.setAll(fresh);
      DeadLetters.Group again =
          fresh.stream().filter(each -> was != null && isSame(each, was)).findFirst().orElse(null);
      boolean changed = was != null && again != null && !again.equals(was);
      group.set(again == null && !fresh.isEmpty() ? fresh.getFirst() : again);
      if (changed) {
        readLetters();
      }
    }
    long open = fresh.stream().mapToLong(DeadLetters.Group::letters).sum();
    summary.set(
        open == 0
            ? texts.get("queues.letters.none")
            : texts.get("queues.letters.summary", open, fresh.size()));
  }

  private static boolean isSame(DeadLetters.Group one, DeadLetters.Group other) {
    return one.origin().equals(other.origin())
        && one.code().equals(other.code())
        && one.cause().equals(other.cause());
  }

  private void readLetters() {
    DeadLetters.Group chosen = group.get();
    if (chosen == null) {
      lines.cancel();
      page.clear();
      more.set(false);
      return;
    }
    lines.ask(
        () -> letters.page(DeadLetterFilter.of(chosen), Long.MAX_VALUE, PAGE),
        this::showPage,
        this::failed);
  }

  private void showPage(List<DeadLetters.Line> found) {
    DeadLetters.Line was = line.get();
    trouble.set("");
    page.setAll(found);
    more.set(found.size() == PAGE);
    line.set(
        found.stream()
            .filter(each -> was != null && each.id() == was.id())
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  /// The next page below.
  public void readMore() {
    DeadLetters.Group chosen = group.get();
    if (chosen == null || page.isEmpty()) {
      return;
    }
    long before = page.getLast().id();
    lines.ask(
        () -> letters.page(DeadLetterFilter.of(chosen), before, PAGE),
        next -> {
          page.addAll(next);
          more.set(next.size() == PAGE);
        },
        this::failed);
  }

  private void readLetter() {
    DeadLetters.Line chosen = line.get();
    if (chosen == null) {
      detail.cancel();
      facts.set("");
      bytes.set("");
      return;
    }
    detail.ask(
        () -> letters.show(chosen.id()).orElseThrow(),
        letter -> {
          facts.set(new LetterFacts(texts, times).of(letter));
          bytes.set(LetterBytes.show(letter.body()));
        },
        this::failed);
  }

  private void failed(Exception failure) {
    trouble.set(texts.get("queues.letters.unreadable", explain.apply(failure)));
  }

  void cancel() {
    lines.cancel();
    detail.cancel();
  }
}
