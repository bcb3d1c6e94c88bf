package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.JsonLines;
import dev.cutover.rawdata.JsonOutline;
import javafx.collections.ObservableListBase;

/// The lines of a document as a list that makes each line when it is looked at.
final class LineList extends ObservableListBase<String> {
  private static final int LONGEST = 2_000;

  private final JsonLines lines;

  LineList(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public String get(int number) {
    return lines.line(number, LONGEST);
  }

  @Override
  public int size() {
    return lines.size();
  }

  /// The next line behind `from` that holds `part`, from the beginning again; -1 when none does.
  int find(String part, int from) {
    for (int step = 1; step <= size(); step++) {
      int number = Math.floorMod(from + step, size());
      if (JsonOutline.indexIgnoringCase(lines.line(number, 1 << 20), part) >= 0) {
        return number;
      }
    }
    return -1;
  }
}
