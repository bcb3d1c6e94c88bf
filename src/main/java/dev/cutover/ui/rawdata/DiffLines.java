package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.JsonDiff;
import dev.cutover.rawdata.LoadedComparison;
import dev.cutover.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// A comparison as lines with a sign and a colour each.
final class DiffLines {
  private static final int LONGEST = 300;

  private final Texts texts;

  DiffLines(Texts texts) {
    this.texts = texts;
  }

  /// How a line is drawn.
  enum Mood {
    SAME,
    ADDED,
    REMOVED,
    CHANGED;

    private final PseudoClass look = PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
  }

  record Line(Mood mood, String text) {}

  List<Line> of(DocumentViewModel.@Nullable Comparison comparison) {
    return switch (comparison) {
      case null -> List.of();
      case DocumentViewModel.Comparison.Impossible _ -> List.of();
      case DocumentViewModel.Comparison.Versions versions ->
          versions.diff().changes().stream().map(DiffLines::line).toList();
      case DocumentViewModel.Comparison.Loaded loaded -> loaded(loaded.rows());
    };
  }

  String summary(DocumentViewModel.@Nullable Comparison comparison) {
    return switch (comparison) {
      case null -> texts.get("rawdata.diff.none");
      case DocumentViewModel.Comparison.Impossible(String why) -> why;
      case DocumentViewModel.Comparison.Versions(var before, var after, var diff) ->
          diff.isSame()
              ? texts.get("rawdata.diff.same", before.version(), after.version())
              : texts.get(
                  diff.more() ? "rawdata.diff.more" : "rawdata.diff.changes",
                  before.version(),
                  after.version(),
                  diff.changes().size());
      case DocumentViewModel.Comparison.Loaded(var rows, boolean current) -> {
        long same =
            rows.stream().filter(row -> row.presence() == LoadedComparison.Presence.SAME).count();
        String text = texts.get("rawdata.diff.rows", same, rows.size());
        yield current ? text : text + " " + texts.get("rawdata.diff.superseded");
      }
    };
  }

  private static Line line(JsonDiff.Change change) {
    Mood mood =
        switch (change.sort()) {
          case ADDED -> Mood.ADDED;
          case REMOVED -> Mood.REMOVED;
          case CHANGED -> Mood.CHANGED;
        };
    return new Line(mood, change.line(LONGEST));
  }

  private List<Line> loaded(List<LoadedComparison.Row> rows) {
    List<Line> lines = new ArrayList<>();
    for (LoadedComparison.Row row : rows) {
      String name = row.table() + "  " + row.key();
      switch (row.presence()) {
        case SAME -> lines.add(new Line(Mood.SAME, "= " + name));
        case NOT_LOADED ->
            lines.add(new Line(Mood.REMOVED, "- " + texts.get("rawdata.diff.not-loaded", name)));
        case ONLY_LOADED ->
            lines.add(new Line(Mood.ADDED, "+ " + texts.get("rawdata.diff.only-loaded", name)));
        case DIFFERENT -> {
          lines.add(new Line(Mood.CHANGED, "~ " + name));
          row.columns().stream()
              .filter(column -> !column.same())
              .forEach(
                  column ->
                      lines.add(
                          new Line(
                              Mood.CHANGED,
                              "    "
                                  + texts.get(
                                      "rawdata.diff.column",
                                      column.name(),
                                      shown(column.expected()),
                                      shown(column.loaded())))));
        }
      }
    }
    return lines;
  }

  private String shown(@Nullable String value) {
    if (value == null) {
      return texts.get("rawdata.diff.nothing");
    }
    String line = value.replace('\n', ' ').replace('\r', ' ');
    return '"' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '"';
  }

  /// Draws a line.
  static final class Cell extends ListCell<Line> {
    Cell() {
      getStyleClass().add("diff-line");
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      setText(empty || line == null ? null : line.text());
      for (Mood mood : Mood.values()) {
        pseudoClassStateChanged(mood.look, !empty && line != null && line.mood() == mood);
      }
    }
  }
}
