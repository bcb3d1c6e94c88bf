package dev.cutover.monitor;

import java.time.Instant;
import java.util.List;

/// The newest lines of this program's log, with secrets masked.
public interface LogTail {

  /// @param number grows with each line
  record Line(long number, Instant at, String level, String component, String text) {}

  /// Lines after `number`, oldest first; some may be lost when many came.
  List<Line> after(long number);

  LogTail EMPTY = _ -> List.of();
}
