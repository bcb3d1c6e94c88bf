package dev.cutover.rawdata;

import dev.cutover.rawdata.PathNode.Comparison;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value that a path found or made.
sealed interface PathItem {
  PathItem NULL = new Nothing();

  /// Where it begins in the document.
  record At(int offset) implements PathItem {}

  record Str(String value) implements PathItem {}

  record Num(BigDecimal value) implements PathItem {}

  record Bool(boolean value) implements PathItem {}

  /// JSON's null.
  record Nothing() implements PathItem {}

  /// Null when the two cannot be compared. Null itself differs from everything else.
  static @Nullable Boolean compare(Comparison how, PathItem left, PathItem right) {
    if (left instanceof Nothing || right instanceof Nothing) {
      boolean same = left instanceof Nothing && right instanceof Nothing;
      return same ? how.holds(0) : how == Comparison.NOT_EQUAL;
    }
    if (left instanceof Num(BigDecimal a) && right instanceof Num(BigDecimal b)) {
      return how.holds(a.compareTo(b));
    }
    if (left instanceof Bool(boolean a) && right instanceof Bool(boolean b)) {
      return how.holds(Boolean.compare(a, b));
    }
    if (left instanceof Str(String a) && right instanceof Str(String b)) {
      return how.holds(
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    }
    return null;
  }

  static @Nullable Boolean startsWith(PathItem of, PathItem with) {
    return of instanceof Str(String text) && with instanceof Str(String beginning)
        ? text.startsWith(beginning)
        : null;
  }
}
