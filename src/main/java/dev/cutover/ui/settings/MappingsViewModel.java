package dev.cutover.ui.settings;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Mappings.Kind;
import dev.cutover.ui.Access;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The mappings of one kind of one tenant, the unmapped first, and their changes.
public final class MappingsViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Mappings.Sheet NOTHING =
      new Mappings.Sheet(List.of(), List.of(), List.of(), 0);

  private final Mappings reader;
  private final Access access;
  private final ScreenContext context;
  private final FxPoller<Picture> poller;
  private final ObservableList<Mappings.Tenant> tenants = FXCollections.observableArrayList();
  private final ObjectProperty<Mappings.@Nullable Tenant> tenant = new SimpleObjectProperty<>();
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.STATUSES);
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty onlyUnmapped = new SimpleBooleanProperty();
  private final ObservableList<Mappings.Line> lines = FXCollections.observableArrayList();
  private final ObservableList<String> targets = FXCollections.observableArrayList();
  private final ObservableList<String> grades = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private Mappings.Sheet sheet = NOTHING;
  private volatile Wanted wanted = new Wanted(null, Kind.STATUSES);

  private record Wanted(@Nullable TenantId tenant, Kind kind) {}

  private record Picture(
      List<Mappings.Tenant> tenants, Mappings.@Nullable Tenant tenant, Mappings.Sheet sheet) {}

  public MappingsViewModel(Mappings reader, Access access, ScreenContext context) {
    this.reader = reader;
    this.access = access;
    this.context = context;
    this.poller = context.poller(PAUSE, this::read, this::apply);
    tenant.addListener(_ -> choose());
    kind.addListener(_ -> choose());
    filter.addListener(_ -> show());
    onlyUnmapped.addListener(_ -> show());
  }

  private void choose() {
    Mappings.Tenant now = tenant.get();
    Wanted next = new Wanted(now == null ? null : now.id(), kind.get());
    if (!next.equals(wanted)) {
      wanted = next;
      sheet = NOTHING;
      lines.clear();
      summary.set("");
      result.set("");
      poller.refresh();
    }
  }

  private Picture read() {
    Wanted asked = wanted;
    List<Mappings.Tenant> all = reader.tenants();
    Mappings.Tenant one =
        all.stream()
            .filter(each -> each.id().equals(asked.tenant()))
            .findFirst()
            .orElse(all.isEmpty() ? null : all.getFirst());
    return new Picture(all, one, one == null ? NOTHING : reader.sheet(one.id(), asked.kind()));
  }

  private void apply(Picture picture) {
    Mappings.Tenant read = picture.tenant();
    wanted = new Wanted(read == null ? null : read.id(), kind.get());
    Merge.into(tenants, picture.tenants(), Mappings.Tenant::id);
    tenant.set(read);
    sheet = picture.sheet();
    Merge.into(targets, sheet.targets(), each -> each);
    Merge.into(grades, sheet.grades(), each -> each);
    show();
  }

  private void show() {
    String part = filter.get().strip().toLowerCase(Locale.ROOT);
    Merge.into(
        lines,
        sheet.lines().stream()
            .filter(line -> line.unmapped() || !onlyUnmapped.get())
            .filter(line -> matches(line, part))
            .toList(),
        line -> List.of(line.value(), String.valueOf(line.integration()), column(line)));
    Texts texts = context.texts();
    String word = kind.get().word();
    String told =
        tenant.get() == null
            ? texts.get("mapping.no-tenant")
            : texts.get("mapping.summary." + word, sheet.unmapped(), sheet.lines().size());
    summary.set(
        kind.get() == Kind.FIELDS && tenant.get() != null
            ? told + " " + texts.get("mapping.looked", sheet.looked())
            : told);
  }

  /// A field may feed several columns, each in a line of its own.
  private static String column(Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    return line.integration() == null || meaning == null ? "" : meaning.to();
  }

  private static boolean matches(Mappings.Line line, String part) {
    Mappings.Meaning meaning = line.meaning();
    return line.value().toLowerCase(Locale.ROOT).contains(part)
        || (meaning != null && meaning.to().toLowerCase(Locale.ROOT).contains(part));
  }

  /// Values that mean something else now and would not any more.
  List<String> replaced(List<Mappings.Line> chosen, Mappings.Meaning meaning) {
    boolean fields = kind.get() == Kind.FIELDS;
    return (fields ? sheet.lines() : chosen)
        .stream()
            .filter(line -> !line.unmapped() && line.meaning() != null)
            .filter(
                line ->
                    fields
                        ? column(line).equals(meaning.to())
                            && Objects.equals(line.integration(), chosen.getFirst().integration())
                            && !line.value().equals(chosen.getFirst().value())
                        : !meaning.equals(line.meaning()))
            .map(line -> line.value() + " \u2192 " + Objects.requireNonNull(line.meaning()).to())
            .toList();
  }

  public void set(List<Mappings.Line> chosen, Mappings.Meaning meaning, String reason) {
    carryOut(
        chosen,
        reason,
        context.texts().get("mapping.setting", meaning.to()),
        "mapping.done.set",
        (mappings, place, by) -> mappings.set(place, values(chosen), meaning, by));
  }

  public void remove(List<Mappings.Line> chosen, String reason) {
    carryOut(
        chosen,
        reason,
        context.texts().get("mapping.removing"),
        "mapping.done.removed",
        (mappings, place, by) -> mappings.remove(place, values(chosen), by));
  }

  private interface Act {
    Mappings.Answer on(Mappings mappings, Mappings.Place place, Mappings.By by);
  }

  private void carryOut(
      List<Mappings.Line> chosen, String reason, String title, String doneKey, Act act) {
    Mappings.Tenant now = tenant.get();
    if (now == null || chosen.isEmpty()) {
      return;
    }
    IntegrationId integration = chosen.getFirst().integration();
    Mappings.Place place = new Mappings.Place(now.id(), kind.get(), integration);
    String why = reason.isBlank() ? context.texts().get("mapping.no-reason") : reason;
    context
        .activities()
        .start(
            title,
            () -> {
              var acts = access.acts();
              return act.on(acts.mappings(), place, new Mappings.By(acts.actor(), why));
            },
            answer -> told(answer, title, doneKey, place.kind()));
  }

  /// The table shows what was recorded, so it is read again.
  private void told(Mappings.Answer answer, String title, String doneKey, Kind changed) {
    Texts texts = context.texts();
    Activities activities = context.activities();
    switch (answer) {
      case Mappings.Answer.Refused no -> {
        result.set(no.problem().toString());
        activities.notice(Activities.Notice.Kind.FAILED, title, no.problem().toString());
      }
      case Mappings.Answer.Changed done -> {
        String what = texts.get(doneKey, done.values());
        String applied = texts.get("mapping.applied." + changed.word(), done.rows());
        result.set(what + " " + applied);
        activities.notice(Activities.Notice.Kind.DONE, what, applied);
      }
    }
    poller.refresh();
  }

  static List<String> values(List<Mappings.Line> chosen) {
    return chosen.stream().map(Mappings.Line::value).toList();
  }

  public Live live() {
    return poller;
  }

  public ReadOnlyBooleanProperty writableProperty() {
    return access.writableProperty();
  }

  public ObservableList<Mappings.Tenant> tenants() {
    return tenants;
  }

  public ObjectProperty<Mappings.@Nullable Tenant> tenantProperty() {
    return tenant;
  }

  public ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public BooleanProperty onlyUnmappedProperty() {
    return onlyUnmapped;
  }

  public ObservableList<Mappings.Line> lines() {
    return lines;
  }

  /// Meanings to choose from.
  public ObservableList<String> targets() {
    return targets;
  }

  /// Categories or levels to choose from.
  public ObservableList<String> grades() {
    return grades;
  }

  /// How much is unmapped.
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /// What became of the last change.
  public ReadOnlyStringProperty resultProperty() {
    return result.getReadOnlyProperty();
  }
}
