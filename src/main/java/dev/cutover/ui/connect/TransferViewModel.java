package dev.cutover.ui.connect;

import dev.cutover.job.Problem;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.ProfileForm;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Texts;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Takes the profiles of this user to another workstation and back, as a file without passwords.
/// What would be replaced is named first; the same act once more then replaces it.
public final class TransferViewModel {
  private final ProfileBook book;
  private final Background background;
  private final Function<Exception, Problem> explain;
  private final Texts texts;
  private final Consumer<String> done;
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper replaces = new ReadOnlyBooleanWrapper();
  private String agreed = "";

  /// @param done gets what was done, once it is
  TransferViewModel(
      ProfileBook book,
      Background background,
      Function<Exception, Problem> explain,
      Texts texts,
      Consumer<String> done) {
    this.book = book;
    this.background = background;
    this.explain = explain;
    this.texts = texts;
    this.done = done;
  }

  /// Why nothing was done, or what would be replaced.
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /// True when the same act once more replaces what is there.
  ReadOnlyBooleanProperty replacesProperty() {
    return replaces.getReadOnlyProperty();
  }

  /// @param close takes the box away when it is done
  void export(String typed, Runnable close) {
    Optional<Path> file = file(typed);
    if (file.isEmpty()) {
      return;
    }
    Path target = file.get();
    if (Files.exists(target) && !isAgreed(target.toString())) {
      ask(target.toString(), texts.get("connect.export.exists", target.toString()));
      return;
    }
    run(
        () -> book.export(target),
        count -> end(texts.get("connect.exported", count, target.toString()), close));
  }

  /// @param close takes the box away when it is done
  void importFrom(String typed, Runnable close) {
    Optional<Path> file = file(typed);
    if (file.isEmpty()) {
      return;
    }
    Path source = file.get();
    run(() -> found(source), found -> take(source, found, close));
  }

  private record Found(List<ProfileForm> forms, List<String> there) {}

  private Found found(Path source) {
    List<ProfileForm> forms = book.exported(source);
    Set<String> known = new HashSet<>();
    book.list().stream().map(Profile::name).forEach(known::add);
    return new Found(forms, forms.stream().map(ProfileForm::name).filter(known::contains).toList());
  }

  private void take(Path source, Found found, Runnable close) {
    // What was agreed to is this file with these names, not whatever it holds by now.
    String question = source + " " + found.there();
    if (found.forms().isEmpty()) {
      mistake.set(texts.get("connect.import.none", source.toString()));
    } else if (!found.there().isEmpty() && !isAgreed(question)) {
      ask(question, texts.get("connect.import.exists", String.join(", ", found.there())));
    } else {
      run(
          () -> book.saveAll(found.forms()),
          remark ->
              end(
                  (texts.get("connect.imported", found.forms().size()) + " " + remark).strip(),
                  close));
    }
  }

  private boolean isAgreed(String question) {
    return replaces.get() && agreed.equals(question);
  }

  private void ask(String question, String words) {
    agreed = question;
    mistake.set(words);
    replaces.set(true);
  }

  private void end(String said, Runnable close) {
    close.run();
    done.accept(said);
  }

  private Optional<Path> file(String typed) {
    try {
      Path file = Path.of(typed.strip()).toAbsolutePath();
      if (!typed.isBlank() && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    } catch (InvalidPathException e) {
      mistake.set(texts.get("connect.transfer.no-file", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    mistake.set(texts.get("connect.transfer.no-file", typed.strip()));
    return Optional.empty();
  }

  private <T> void run(Callable<T> work, Consumer<T> then) {
    mistake.set("");
    background.run(
        work,
        then,
        failure -> {
          Problem told = explain.apply(failure);
          mistake.set((told.what() + " " + told.remedy()).strip());
        });
  }
}
