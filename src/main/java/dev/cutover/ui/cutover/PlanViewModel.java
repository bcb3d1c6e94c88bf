package dev.cutover.ui.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverWatch;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.ScreenContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Making a plan: the form, the frozen plan, its preflight, the beginning of the run. Up to the
/// beginning nothing is changed anywhere, so a locked window may do it too.
public final class PlanViewModel {
  private final CutoverWatch watch;
  private final Access access;
  private final ScreenContext context;
  private final Consumer<String> begun;
  private final Latest latest;
  private final PlanForm form = new PlanForm();
  private final ReadOnlyObjectWrapper<@Nullable FrozenPlan> frozen = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable List<Finding>> findings =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

  /// @param begun told the id of a run that was begun
  PlanViewModel(CutoverWatch watch, Access access, ScreenContext context, Consumer<String> begun) {
    this.watch = watch;
    this.access = access;
    this.context = context;
    this.begun = begun;
    this.latest = new Latest(context.background());
  }

  public PlanForm getForm() {
    return form;
  }

  /// Null while the form is filled.
  public ReadOnlyObjectProperty<@Nullable FrozenPlan> frozenProperty() {
    return frozen.getReadOnlyProperty();
  }

  /// Of the preflight; null before it was made.
  public ReadOnlyObjectProperty<@Nullable List<Finding>> findingsProperty() {
    return findings.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public String getTrouble() {
    return trouble.get();
  }

  /// Starts with what is known.
  void begin() {
    change();
    ask(
        watch::draft,
        draft -> {
          form.fill(draft);
        });
  }

  /// Back to the form.
  public void change() {
    latest.cancel();
    busy.set(false);
    frozen.set(null);
    findings.set(null);
    trouble.set("");
  }

  /// Asks the servers, freezes the plan, and begins its preflight.
  public void make() {
    String missing = form.missing();
    if (!missing.isEmpty()) {
      trouble.set(context.texts().get("cutover.plan.missing", context.texts().get(missing)));
      return;
    }
    PlanDraft draft;
    try {
      draft = form.draft();
    } catch (IllegalArgumentException wrong) {
      trouble.set(context.texts().get("cutover.plan.wrong", String.valueOf(wrong.getMessage())));
      return;
    }
    ask(
        () -> watch.plan(draft),
        plan -> {
          frozen.set(plan);
          preflight();
        });
  }

  public void preflight() {
    FrozenPlan plan = frozen.get();
    if (plan != null) {
      findings.set(null);
      ask(() -> watch.preflight(plan), findings::set);
    }
  }

  /// For review by others.
  public void save(String file) {
    FrozenPlan plan = frozen.get();
    if (plan == null) {
      return;
    }
    try {
      Path target = Path.of(file.strip());
      ask(
          () -> {
            watch.save(plan, target);
            return target;
          },
          saved ->
              context
                  .activities()
                  .notice(
                      dev.cutover.ui.fx.Activities.Notice.Kind.DONE,
                      context.texts().get("cutover.plan.saved", saved.toString()),
                      plan.sha256()));
    } catch (InvalidPathException wrong) {
      trouble.set(String.valueOf(wrong.getMessage()));
    }
  }

  /// Takes the run and goes on to the first step.
  public void start() {
    FrozenPlan plan = frozen.get();
    if (plan == null) {
      return;
    }
    ask(
        () -> {
          var acts = access.acts().cutover();
          acts.begin(plan);
          acts.control().go(java.util.Optional.empty());
          return plan.plan().id();
        },
        begun);
  }

  /// Why the run may not begin, in words; empty when it may.
  public ObservableValue<String> whyNotStart() {
    return Bindings.createStringBinding(
        () -> {
          String locked = access.blockedBy().getValue();
          List<Finding> found = findings.get();
          if (frozen.get() == null) {
            return context.texts().get("cutover.not.no-plan");
          }
          if (found == null) {
            return context.texts().get("cutover.not.no-preflight");
          }
          if (found.stream().anyMatch(each -> each.severity() == Finding.Severity.FAIL)) {
            return context.texts().get("cutover.not.preflight-failed");
          }
          return locked.isEmpty() ? "" : context.texts().get(locked);
        },
        frozen,
        findings,
        access.writableProperty());
  }

  private <T> void ask(Callable<T> question, Consumer<T> answered) {
    busy.set(true);
    trouble.set("");
    latest.ask(
        question,
        answer -> {
          busy.set(false);
          answered.accept(answer);
        },
        failure -> {
          busy.set(false);
          trouble.set(context.explain().apply(failure).toString());
        });
  }
}
