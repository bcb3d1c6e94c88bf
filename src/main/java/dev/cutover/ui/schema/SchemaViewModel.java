package dev.cutover.ui.schema;

import dev.cutover.check.Finding;
import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.ui.Access;
import dev.cutover.ui.SchemaWatch;
import dev.cutover.ui.fx.Activities.Notice;
import dev.cutover.ui.fx.Activity;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The wizard of the schema: what is pending, its rehearsal, the migration, the report.
public final class SchemaViewModel {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration WATCH_EVERY = Duration.ofMillis(300);

  /// Where the wizard is.
  public enum Step {
    PENDING,
    REHEARSAL,
    APPLY,
    REPORT
  }

  private final SchemaWatch schema;
  private final Access access;
  private final ScreenContext context;
  private final Texts texts;
  private final SchemaWords words;
  private final FxPoller<MigrationStatus> look;
  private final FxPoller<SchemaWork.@Nullable At> watch;
  private final ObservableList<ScriptRow> rows = FXCollections.observableArrayList();
  private final Map<String, Long> rehearsed = new HashMap<>();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.PENDING);
  private final ReadOnlyObjectWrapper<@Nullable MigrationStatus> status =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Finding>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Finding>> report =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper pending = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper end = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
  private volatile @Nullable SchemaWork work;

  public SchemaViewModel(SchemaWatch schema, Access access, ScreenContext context) {
    this.schema = schema;
    this.access = access;
    this.context = context;
    this.texts = context.texts();
    this.words = new SchemaWords(texts);
    this.look = context.poller(LOOK_EVERY, schema::status, this::show);
    this.watch = context.poller(WATCH_EVERY, this::newest, this::show);
  }

  private void show(MigrationStatus now) {
    status.set(now);
    headline.set(words.headline(now));
    pending.set(words.pending(now));
    problems.set(words.problems(now.problems()));
    Merge.into(rows, ScriptRow.of(now, rehearsed), row -> row.script().version());
  }

  private SchemaWork.@Nullable At newest() {
    SchemaWork now = work;
    return now == null ? null : now.at();
  }

  private void show(SchemaWork.@Nullable At at) {
    SchemaWork now = work;
    if (at == null || now == null) {
      return;
    }
    if (!now.isCancelled()) {
      doing.set(words.doing(at));
    }
    share.set((double) at.done() / at.of());
  }

  /// The statements of a migration.
  public String text(ScriptRow row) {
    return schema.text(row.script());
  }

  public void rehearse() {
    SchemaWork now = new SchemaWork(new Activity(texts.get("schema.rehearsing")));
    carryOut(
        now, Step.REHEARSAL, () -> new SchemaEnd.Rehearsed(access.acts().schema().rehearse(now)));
  }

  /// Applies what is pending; asked before.
  public void apply() {
    SchemaWork now = new SchemaWork(new Activity(texts.get("schema.applying")));
    carryOut(now, Step.APPLY, () -> new SchemaEnd.Applied(access.acts().schema().migrate(now)));
  }

  private void carryOut(SchemaWork now, Step where, Callable<SchemaEnd> task) {
    work = now;
    doing.set(now.activity().title());
    share.set(-1);
    step.set(where);
    watch.start();
    context
        .activities()
        .start(
            now.activity(),
            () -> {
              try {
                return task.call();
              } catch (Exception failure) {
                return new SchemaEnd.Failed(context.explain().apply(failure));
              }
            },
            this::ended);
  }

  public void cancel() {
    SchemaWork now = work;
    if (now != null) {
      now.activity().cancel();
      doing.set(texts.get("schema.cancelling"));
    }
  }

  /// Back to what is pending.
  public void back() {
    step.set(Step.PENDING);
    look.refresh();
  }

  private void ended(SchemaEnd how) {
    work = null;
    watch.stop();
    switch (how) {
      case SchemaEnd.Rehearsed(Rehearsal rehearsal) -> {
        rehearsal.steps().forEach(each -> rehearsed.put(each.version(), each.milliseconds()));
        tell(word(rehearsal), words.rehearsed(rehearsal));
      }
      case SchemaEnd.Applied(MigrationOutcome.Migrated(List<String> done, List<String> rebuilt)) ->
          tell("schema.end.applied", words.applied(done, rebuilt));
      case SchemaEnd.Applied(
              MigrationOutcome.Refused(List<MigrationProblem> found, List<String> done)) ->
          tell(
              isCancelled(found) ? "schema.end.cancelled" : "schema.end.refused",
              concat(words.problems(found), words.applied(done, List.of())));
      case SchemaEnd.Failed(var problem) ->
          tell(
              "schema.end.failed",
              List.of(Finding.fail(problem.code(), problem.what(), problem.remedy())));
    }
    look.refresh();
  }

  private static String word(Rehearsal rehearsal) {
    return rehearsal.ok()
        ? "schema.end.rehearsed"
        : isCancelled(rehearsal.problems())
            ? "schema.end.cancelled"
            : "schema.end.rehearsal-failed";
  }

  private static boolean isCancelled(List<MigrationProblem> problems) {
    return problems.stream().anyMatch(each -> each.code() == MigrationProblem.Code.CANCELLED);
  }

  private static List<Finding> concat(List<Finding> first, List<Finding> then) {
    return java.util.stream.Stream.concat(first.stream(), then.stream()).toList();
  }

  private void tell(String key, List<Finding> findings) {
    end.set(texts.get(key));
    report.set(findings);
    step.set(Step.REPORT);
    boolean bad = findings.stream().anyMatch(each -> each.severity() == Finding.Severity.FAIL);
    context.activities().notice(bad ? Notice.Kind.FAILED : Notice.Kind.DONE, end.get(), "");
  }

  /// What is asked before it is applied.
  String question() {
    MigrationStatus now = status.get();
    int many = now == null ? 0 : now.pending().size();
    boolean tried =
        now != null
            && now.pending().stream().allMatch(each -> rehearsed.containsKey(each.version()));
    return texts.get("schema.ask.text", now == null ? "" : now.server(), many)
        + " "
        + texts.get(tried ? "schema.ask.rehearsed" : "schema.ask.not-rehearsed");
  }

  /// Why nothing may be tried or applied now, in words; empty when it may.
  public ObservableValue<String> whyNot() {
    return Bindings.createStringBinding(
        () -> {
          MigrationStatus now = status.get();
          String locked = access.blockedBy().getValue();
          if (now == null) {
            return texts.get("schema.not.looked");
          }
          if (now.pending().isEmpty()) {
            return texts.get("schema.pending.none");
          }
          if (!now.blockers().isEmpty()) {
            return texts.get("schema.not.blocked");
          }
          return locked.isEmpty() ? "" : texts.get(locked);
        },
        status,
        access.writableProperty());
  }

  public Live live() {
    return look;
  }

  public ObservableList<ScriptRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<List<Finding>> problemsProperty() {
    return problems.getReadOnlyProperty();
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

  public ReadOnlyStringProperty pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  public String getPending() {
    return pending.get();
  }

  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  public String getDoing() {
    return doing.get();
  }

  public ReadOnlyStringProperty endProperty() {
    return end.getReadOnlyProperty();
  }

  public String getEnd() {
    return end.get();
  }

  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }
}
