package dev.cutover.rawdata;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/// A part of a SQL/JSON path, as [PathParser] reads it.
sealed interface PathNode {

  /// True for what holds or does not, rather than finding something.
  default boolean isPredicate() {
    return switch (this) {
      case Compare _, And _, Or _, Not _, Exists _, StartsWith _, LikeRegex _, IsUnknown _ -> true;
      case Root _,
          Current _,
          Last _,
          Text _,
          Numeric _,
          Bool _,
          Null _,
          Steps _,
          Arithmetic _,
          Sign _ ->
          false;
    };
  }

  /// `$`.
  record Root() implements PathNode {}

  /// `@`.
  record Current() implements PathNode {}

  /// `last`, inside of brackets.
  record Last() implements PathNode {}

  record Text(String value) implements PathNode {}

  record Numeric(BigDecimal value) implements PathNode {}

  record Bool(boolean value) implements PathNode {}

  record Null() implements PathNode {}

  /// What the steps lead to from `from`.
  record Steps(PathNode from, List<Step> steps) implements PathNode {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  record Arithmetic(char operator, PathNode left, PathNode right) implements PathNode {}

  record Sign(boolean minus, PathNode of) implements PathNode {}

  record Compare(Comparison comparison, PathNode left, PathNode right) implements PathNode {}

  record And(PathNode left, PathNode right) implements PathNode {}

  record Or(PathNode left, PathNode right) implements PathNode {}

  record Not(PathNode of) implements PathNode {}

  record Exists(PathNode of) implements PathNode {}

  record StartsWith(PathNode of, PathNode with) implements PathNode {}

  record LikeRegex(PathNode of, Pattern pattern) implements PathNode {}

  record IsUnknown(PathNode of) implements PathNode {}

  /// How two values stand to each other.
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  /// From some values to others.
  sealed interface Step {
    record Member(String name) implements Step {}

    /// `.*`
    record AnyMember() implements Step {}

    /// `.**`, values of `from` to `to` levels below.
    record Anywhere(int from, int to) implements Step {}

    /// `[*]`
    record AnyElement() implements Step {}

    /// `[0, 2 to last]`
    record Elements(List<Range> ranges) implements Step {
      public Elements {
        ranges = List.copyOf(ranges);
      }
    }

    record Filter(PathNode predicate) implements Step {}

    record Call(Method method) implements Step {}
  }

  /// From one number of an element to another.
  record Range(PathNode from, PathNode to) {}

  /// What can be asked of a value.
  enum Method {
    TYPE,
    SIZE,
    DOUBLE,
    CEILING,
    FLOOR,
    ABS
  }
}
