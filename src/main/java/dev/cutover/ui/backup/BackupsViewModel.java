package dev.cutover.ui.backup;

import dev.cutover.check.Finding;
import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.job.Problem;
import dev.cutover.ui.Access;
import dev.cutover.ui.Backups;
import dev.cutover.ui.fx.Activities.Notice;
import dev.cutover.ui.fx.Activity;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The list of backups and the wizard over it: scope, checks, run, proof, report. One at a time.
public final class BackupsViewModel {
  private static final Duration LIST_EVERY = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  /// Where the wizard is; LIST while it is not open.
  public enum Step {
    LIST,
    SCOPE,
    CHECKS,
    RUN,
    PROOF,
    REPORT
  }

  private final Backups backups;
  private final Access access;
  private final ScreenContext context;
  private final Texts texts;
  private final BackupWords words;
  private final Latest latest;
  private final FxPoller<List<BackupShelf.Entry>> list;
  private final FxPoller<@Nullable BackupProgress> look;
  private final ObservableList<BackupRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.LIST);
  private final ReadOnlyObjectWrapper<Backups.@Nullable Outlook> outlook =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Finding>> report =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper measure = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
  private final StringProperty folder = new SimpleStringProperty("");
  private final StringProperty second = new SimpleStringProperty("");
  private final StringProperty scratch = new SimpleStringProperty("");
  private final IntegerProperty jobs = new SimpleIntegerProperty(2);
  private final BooleanProperty prove = new SimpleBooleanProperty(true);
  private volatile @Nullable BackupWork work;

  public BackupsViewModel(Backups backups, Access access, ScreenContext context) {
    this.backups = backups;
    this.access = access;
    this.context = context;
    this.texts = context.texts();
    this.words = new BackupWords(texts);
    this.latest = new Latest(context.background());
    this.list = context.poller(LIST_EVERY, backups::list, this::apply);
    this.look = context.poller(LOOK_EVERY, this::newest, this::show);
  }

  private void apply(List<BackupShelf.Entry> found) {
    Merge.into(rows, found.stream().map(BackupRow::of).toList(), BackupRow::folder);
  }

  private @Nullable BackupProgress newest() {
    BackupWork now = work;
    return now == null ? null : now.newest();
  }

  private void show(@Nullable BackupProgress progress) {
    if (progress == null || work == null) {
      return;
    }
    boolean proving =
        progress.phase() == BackupProgress.Phase.RESTORE
            || progress.phase() == BackupProgress.Phase.COMPARE;
    step.set(proving ? Step.PROOF : Step.RUN);
    doing.set(words.doing(progress));
    measure.set(words.measure(progress));
    share.set(BackupWords.share(progress));
  }

  /// Opens the wizard.
  public void begin() {
    trouble.set("");
    outlook.set(null);
    step.set(Step.SCOPE);
  }

  /// Looks what would be done.
  public void check() {
    trouble.set("");
    outlook.set(null);
    Backups.Wish wish = wish();
    if (wish == null) {
      return;
    }
    step.set(Step.CHECKS);
    latest.ask(
        () -> backups.outlook(wish),
        outlook::set,
        failure -> trouble.set(context.explain().apply(failure).toString()));
  }

  private Backups.@Nullable Wish wish() {
    try {
      return new Backups.Wish(
          path(folder.get()), path(second.get()), jobs.get(), prove.get(), scratch.get().strip());
    } catch (InvalidPathException wrong) {
      trouble.set(String.valueOf(wrong.getMessage()));
      return null;
    }
  }

  private static @Nullable Path path(String text) {
    return text.isBlank() ? null : Path.of(text.strip()).toAbsolutePath();
  }

  /// Back by one, or out of the wizard.
  public void back() {
    latest.cancel();
    trouble.set("");
    step.set(step.get() == Step.CHECKS ? Step.SCOPE : Step.LIST);
    list.refresh();
  }

  /// Makes it as it was checked.
  public void make() {
    Backups.Outlook seen = outlook.get();
    Backups.Wish wish = wish();
    if (seen == null || wish == null) {
      return;
    }
    Activity activity = new Activity(texts.get("backup.making", seen.folder().toString()));
    BackupWork now = new BackupWork(activity);
    carryOut(
        now, () -> new BackupEnd.Made(access.acts().backups().create(wish, seen.folder(), now)));
  }

  /// Restores and compares one that is there.
  public void verify(BackupRow row) {
    BackupWork now =
        new BackupWork(new Activity(texts.get("backup.proving", row.folder().toString())));
    carryOut(
        now,
        () -> new BackupEnd.Checked(access.acts().backups().verify(row.folder(), jobs.get(), now)));
  }

  private void carryOut(BackupWork now, Callable<BackupEnd> task) {
    work = now;
    trouble.set("");
    doing.set(now.activity().title());
    measure.set("");
    share.set(-1);
    step.set(Step.RUN);
    look.start();
    context
        .activities()
        .start(
            now.activity(),
            () -> {
              try {
                return task.call();
              } catch (InterruptedException cancelled) {
                return new BackupEnd.Cancelled();
              } catch (Exception failure) {
                return new BackupEnd.Failed(context.explain().apply(failure));
              }
            },
            this::ended);
  }

  public void cancel() {
    BackupWork now = work;
    if (now != null) {
      now.activity().cancel();
      doing.set(texts.get("backup.cancelling"));
    }
  }

  private void ended(BackupEnd end) {
    work = null;
    look.stop();
    list.refresh();
    switch (end) {
      case BackupEnd.Made(var made) -> {
        Proof proof = made.manifest().proof();
        String word = proof.state().name().toLowerCase(java.util.Locale.ROOT);
        tell("backup.end." + word, made.folder().toString(), words.report(made.manifest()));
      }
      case BackupEnd.Checked(var checked) ->
          tell(checked.ok() ? "backup.end.checked" : "backup.end.bad", "", checked.findings());
      case BackupEnd.Cancelled _ -> tell("backup.end.cancelled", "", List.of());
      case BackupEnd.Failed(Problem problem) ->
          tell(
              "backup.end.failed",
              "",
              List.of(Finding.fail(problem.code(), problem.what(), problem.remedy())));
    }
  }

  private void tell(String key, String where, List<Finding> findings) {
    headline.set(texts.get(key, where));
    report.set(findings);
    step.set(Step.REPORT);
    boolean bad = findings.stream().anyMatch(each -> each.severity() == Finding.Severity.FAIL);
    context.activities().notice(bad ? Notice.Kind.FAILED : Notice.Kind.DONE, headline.get(), "");
  }

  /// Why nothing may be made or proved now, in words; empty when it may.
  public ObservableValue<String> blocked() {
    return access.blockedBy().map(key -> key.isEmpty() ? "" : texts.get(key));
  }

  /// Why it may not be made yet.
  public ObservableValue<String> whyNotMake() {
    return Bindings.createStringBinding(
        () -> {
          Backups.Outlook seen = outlook.get();
          String locked = access.blockedBy().getValue();
          if (seen == null) {
            return texts.get("backup.not.unchecked");
          }
          if (seen.findings().stream().anyMatch(each -> each.severity() == Finding.Severity.FAIL)) {
            return texts.get("backup.not.failed");
          }
          return locked.isEmpty() ? "" : texts.get(locked);
        },
        outlook,
        access.writableProperty());
  }

  /// The command that makes the same backup.
  String command() {
    StringBuilder line = new StringBuilder("cutover backup create");
    option(line, "--out", folder.get());
    option(line, "--second", second.get());
    option(line, "--scratch", scratch.get());
    line.append(" --jobs ").append(jobs.get());
    return prove.get() ? line.toString() : line.append(" --no-proof").toString();
  }

  private static void option(StringBuilder line, String name, String value) {
    if (!value.isBlank()) {
      line.append(' ').append(name).append(" '").append(value.strip()).append('\'');
    }
  }

  BackupWords words() {
    return words;
  }

  public Live live() {
    return list;
  }

  public ObservableList<BackupRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /// Null while it is being looked at.
  public ReadOnlyObjectProperty<Backups.@Nullable Outlook> outlookProperty() {
    return outlook.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<List<Finding>> reportProperty() {
    return report.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty headlineProperty() {
    return headline.getReadOnlyProperty();
  }

  public String getHeadline() {
    return headline.get();
  }

  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  public String getDoing() {
    return doing.get();
  }

  public ReadOnlyStringProperty measureProperty() {
    return measure.getReadOnlyProperty();
  }

  public String getMeasure() {
    return measure.get();
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public String getTrouble() {
    return Objects.requireNonNullElse(trouble.get(), "");
  }

  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  public double getShare() {
    return share.get();
  }

  public StringProperty folderProperty() {
    return folder;
  }

  public StringProperty secondProperty() {
    return second;
  }

  public StringProperty scratchProperty() {
    return scratch;
  }

  /// Tables at once.
  public IntegerProperty jobsProperty() {
    return jobs;
  }

  public BooleanProperty proveProperty() {
    return prove;
  }
}
