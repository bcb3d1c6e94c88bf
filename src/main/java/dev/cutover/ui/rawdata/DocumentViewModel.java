package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.JsonDiff;
import dev.cutover.rawdata.JsonLines;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.LoadedComparison;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.UnreadableJson;
import dev.cutover.ui.RawPorts;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.ScreenContext;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The document of the chosen row, read and laid out beside the FX thread, and what it is compared
/// with.
public final class DocumentViewModel {
  private final RawPorts ports;
  private final ScreenContext context;
  private final Latest opening;
  private final Latest comparing;
  private final ReadOnlyObjectWrapper<@Nullable Opened> opened = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final JourneyViewModel journey;
  private @Nullable RawLine wanted;
  private boolean failed;

  /// A document as it can be shown.
  ///
  /// @param outline null when the bytes are no JSON
  /// @param lines likewise
  /// @param versions of the record, the newest first
  public record Opened(
      RawRecord record,
      @Nullable JsonOutline outline,
      @Nullable JsonLines lines,
      @Nullable String unreadable,
      List<RawLine> versions) {}

  /// What a comparison gave.
  public sealed interface Comparison {
    /// @param before the earlier version
    record Versions(RawLine before, RawLine after, JsonDiff.Result diff) implements Comparison {}

    record Loaded(List<LoadedComparison.Row> rows, boolean current) implements Comparison {}

    /// It cannot be compared, and why.
    record Impossible(String why) implements Comparison {}
  }

  DocumentViewModel(RawPorts ports, ScreenContext context) {
    this.ports = ports;
    this.context = context;
    this.opening = new Latest(context.background());
    this.comparing = new Latest(context.background());
    this.journey = new JourneyViewModel(ports.journeys(), context);
  }

  /// Shows a row, or nothing.
  public void open(@Nullable RawLine line) {
    boolean again = line != null && line.equals(wanted);
    failed = false;
    wanted = line;
    journey.open(line);
    comparing.cancel();
    comparison.set(null);
    if (line == null) {
      opening.cancel();
      opened.set(null);
      return;
    }
    loading.set(true);
    RawSource source = ports.source();
    opening.ask(
        () -> read(source, line.id()),
        found -> {
          loading.set(false);
          mistake.set("");
          opened.set(found);
        },
        failure -> {
          loading.set(false);
          failed = true;
          // What was read stays, unless it is another row's.
          if (!again) {
            opened.set(null);
          }
          mistake.set(context.explain().apply(failure).toString());
        });
  }

  void reload() {
    open(wanted);
  }

  /// Reads again what could not be read.
  void makeUpFor() {
    if (failed) {
      reload();
    }
  }

  private static @Nullable Opened read(RawSource source, long id) {
    RawRecord record = source.record(id).orElse(null);
    if (record == null) {
      return null;
    }
    List<RawLine> versions = source.versions(record.line());
    try {
      JsonOutline outline = JsonOutline.of(record.readable());
      return new Opened(record, outline, JsonLines.of(record.readable()), null, versions);
    } catch (UnreadableJson unreadable) {
      return new Opened(record, null, null, unreadable.getMessage(), versions);
    }
  }

  /// What happened to the record. False where what was loaded is not at hand.
  boolean hasLoadedRows() {
    return ports.source().capabilities().loadedRows();
  }

  public JourneyViewModel journey() {
    return journey;
  }

  /// Compares the shown version with another one of the same record.
  public void compareWith(RawLine other) {
    Opened now = opened.get();
    if (now == null) {
      return;
    }
    RawSource source = ports.source();
    compare(
        () -> {
          RawRecord there = source.record(other.id()).orElse(null);
          JsonOutline mine = now.outline();
          if (there == null || mine == null) {
            return new Comparison.Impossible(context.texts().get("rawdata.diff.impossible"));
          }
          JsonOutline theirs = JsonOutline.of(there.readable());
          boolean older = other.id() < now.record().line().id();
          return older
              ? new Comparison.Versions(other, now.record().line(), JsonDiff.between(theirs, mine))
              : new Comparison.Versions(now.record().line(), other, JsonDiff.between(mine, theirs));
        });
  }

  /// Compares what the transform makes of the shown version with the business tables.
  public void compareWithLoaded() {
    Opened now = opened.get();
    if (now == null) {
      return;
    }
    RawRecord record = now.record();
    compare(
        () ->
            switch (ports.expected().expected(record)) {
              case ExpectedRows.Answer.Rejected(var problem) ->
                  new Comparison.Impossible(
                      context.texts().get("rawdata.diff.rejected", problem.toString()));
              case ExpectedRows.Answer.Rows(var rows) ->
                  new Comparison.Loaded(
                      LoadedComparison.of(
                          rows,
                          ports
                              .loaded()
                              .loaded(record.line().tenant(), record.line().integration(), rows)),
                      record.current());
            });
  }

  private void compare(Callable<Comparison> work) {
    loading.set(true);
    comparing.ask(
        work,
        found -> {
          loading.set(false);
          comparison.set(found);
        },
        failure -> {
          loading.set(false);
          comparison.set(new Comparison.Impossible(context.explain().apply(failure).toString()));
        });
  }

  void stop() {
    opening.cancel();
    comparing.cancel();
    journey.stop();
    loading.set(false);
  }

  public ReadOnlyObjectProperty<@Nullable Opened> openedProperty() {
    return opened.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }
}
