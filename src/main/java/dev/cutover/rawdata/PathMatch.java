package dev.cutover.rawdata;

import dev.cutover.rawdata.PathItem.At;
import dev.cutover.rawdata.PathNode.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks a path over the bytes of one document. Builds no tree: what a path passes by is skipped.
final class PathMatch {
  private final PathDocument document;
  private final boolean strict;
  private @Nullable PathItem current;
  private int lastElement = -1;
  private boolean failed;

  /// Takes what is found.
  private interface Sink {
    /// @return true when that is enough
    boolean found(PathItem item);
  }

  PathMatch(byte[] document, boolean strict) {
    this.document = new PathDocument(document);
    this.strict = strict;
  }

  boolean finds(PathNode node) {
    return Boolean.TRUE.equals(exists(node));
  }

  boolean holds(PathNode predicate) {
    return Boolean.TRUE.equals(truth(predicate));
  }

  /// Null when it cannot be told. Where nothing may be missing, everything is looked at.
  private @Nullable Boolean exists(PathNode node) {
    boolean before = failed;
    failed = false;
    boolean[] any = {false};
    walk(
        node,
        _ -> {
          any[0] = true;
          return !strict;
        });
    boolean wrong = failed;
    failed = before;
    return wrong ? null : any[0];
  }

  /// All that a node finds; null when it cannot be told.
  private @Nullable List<PathItem> all(PathNode node) {
    boolean before = failed;
    failed = false;
    List<PathItem> items = new ArrayList<>();
    walk(
        node,
        item -> {
          if (!strict && document.isArray(item)) {
            return document.elements((At) item, each -> !items.add(each));
          }
          return !items.add(item);
        });
    boolean wrong = failed;
    failed = before;
    return wrong ? null : items;
  }

  private boolean fail() {
    failed = true;
    return true;
  }

  private boolean missing() {
    return strict && fail();
  }

  private boolean walk(PathNode node, Sink sink) {
    return switch (node) {
      case PathNode.Root() -> sink.found(document.root());
      case PathNode.Current() -> current != null && sink.found(current);
      case PathNode.Last() -> sink.found(new PathItem.Num(BigDecimal.valueOf(lastElement)));
      case PathNode.Text(String value) -> sink.found(new PathItem.Str(value));
      case PathNode.Numeric(BigDecimal value) -> sink.found(new PathItem.Num(value));
      case PathNode.Bool(boolean value) -> sink.found(new PathItem.Bool(value));
      case PathNode.Null() -> sink.found(PathItem.NULL);
      case PathNode.Steps(PathNode from, List<Step> steps) ->
          walk(from, item -> steps(item, steps, 0, sink));
      case PathNode.Arithmetic arithmetic -> calculate(arithmetic, sink);
      case PathNode.Sign(boolean minus, PathNode of) -> signed(minus, of, sink);
      case PathNode.Compare _,
          PathNode.And _,
          PathNode.Or _,
          PathNode.Not _,
          PathNode.Exists _,
          PathNode.StartsWith _,
          PathNode.LikeRegex _,
          PathNode.IsUnknown _ -> {
        Boolean truth = truth(node);
        yield sink.found(truth == null ? PathItem.NULL : new PathItem.Bool(truth));
      }
    };
  }

  private boolean signed(boolean minus, PathNode of, Sink sink) {
    List<PathItem> items = all(of);
    if (items == null) {
      return fail();
    }
    for (PathItem item : items) {
      if (!(document.loaded(item) instanceof PathItem.Num(BigDecimal value))) {
        return fail();
      }
      if (sink.found(new PathItem.Num(minus ? value.negate() : value))) {
        return true;
      }
    }
    return false;
  }

  private boolean calculate(PathNode.Arithmetic node, Sink sink) {
    BigDecimal left = single(node.left());
    BigDecimal right = single(node.right());
    if (left == null || right == null) {
      return fail();
    }
    if ((node.operator() == '/' || node.operator() == '%') && right.signum() == 0) {
      return fail();
    }
    return sink.found(
        new PathItem.Num(
            switch (node.operator()) {
              case '+' -> left.add(right);
              case '-' -> left.subtract(right);
              case '*' -> left.multiply(right);
              case '/' -> left.divide(right, MathContext.DECIMAL128);
              default -> left.remainder(right);
            }));
  }

  private @Nullable BigDecimal single(PathNode node) {
    List<PathItem> items = all(node);
    return items != null
            && items.size() == 1
            && document.loaded(items.getFirst()) instanceof PathItem.Num(BigDecimal value)
        ? value
        : null;
  }

  private boolean steps(PathItem item, List<Step> steps, int number, Sink sink) {
    if (number == steps.size()) {
      return sink.found(item);
    }
    Sink next = found -> steps(found, steps, number + 1, sink);
    return switch (steps.get(number)) {
      case Step.Member(String name) -> unwrapped(item, true, each -> member(each, name, next));
      case Step.AnyMember() -> unwrapped(item, true, each -> members(each, next));
      case Step.AnyElement() ->
          document.isArray(item)
              ? document.elements((At) item, each -> next.found(each))
              : strict ? fail() : next.found(item);
      case Step.Elements(List<PathNode.Range> ranges) -> elements(item, ranges, next);
      case Step.Anywhere(int from, int to) -> anywhere(item, 0, from, to, next);
      case Step.Filter(PathNode predicate) ->
          unwrapped(item, true, each -> filtered(each, predicate, next));
      case Step.Call(PathNode.Method method) ->
          unwrapped(
              item,
              method != PathNode.Method.TYPE && method != PathNode.Method.SIZE,
              each -> call(each, method, next));
    };
  }

  /// Where things may be missing, a step goes through an array to its elements.
  private boolean unwrapped(PathItem item, boolean through, Sink step) {
    return through && !strict && document.isArray(item)
        ? document.elements((At) item, each -> step.found(each))
        : step.found(item);
  }

  private boolean member(PathItem item, String name, Sink next) {
    if (!document.isObject(item)) {
      return missing();
    }
    At found = document.member((At) item, name);
    return found == null ? missing() : next.found(found);
  }

  private boolean members(PathItem item, Sink next) {
    return document.isObject(item)
        ? document.children((At) item, each -> next.found(each))
        : missing();
  }

  private boolean elements(PathItem item, List<PathNode.Range> ranges, Sink next) {
    List<PathItem> elements = new ArrayList<>();
    if (document.isArray(item)) {
      document.elements((At) item, each -> !elements.add(each));
    } else if (strict) {
      return fail();
    } else {
      elements.add(item);
    }
    for (PathNode.Range range : ranges) {
      int outer = lastElement;
      lastElement = elements.size() - 1;
      BigDecimal from = single(range.from());
      BigDecimal to = single(range.to());
      lastElement = outer;
      if (from == null || to == null) {
        return fail();
      }
      long first = from.setScale(0, RoundingMode.DOWN).longValue();
      long last = to.setScale(0, RoundingMode.DOWN).longValue();
      if (strict && (first < 0 || last >= elements.size() || first > last)) {
        return fail();
      }
      for (long i = Math.max(0, first); i <= Math.min(last, elements.size() - 1L); i++) {
        if (next.found(elements.get((int) i))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean anywhere(PathItem item, int level, int from, int to, Sink next) {
    if (level >= from && next.found(item)) {
      return true;
    }
    return level < to
        && (document.isArray(item) || document.isObject(item))
        && document.children((At) item, each -> anywhere(each, level + 1, from, to, next));
  }

  private boolean filtered(PathItem item, PathNode predicate, Sink next) {
    PathItem outer = current;
    current = item;
    Boolean truth = truth(predicate);
    current = outer;
    return Boolean.TRUE.equals(truth) && next.found(item);
  }

  private boolean call(PathItem item, PathNode.Method method, Sink next) {
    if (method == PathNode.Method.TYPE) {
      return next.found(new PathItem.Str(document.type(item)));
    }
    if (method == PathNode.Method.SIZE) {
      return size(item, next);
    }
    PathItem value = document.loaded(item);
    if (method == PathNode.Method.DOUBLE && value instanceof PathItem.Str(String text)) {
      try {
        return next.found(new PathItem.Num(new BigDecimal(text.strip())));
      } catch (NumberFormatException none) {
        return fail();
      }
    }
    if (!(value instanceof PathItem.Num(BigDecimal number))) {
      return fail();
    }
    return next.found(
        new PathItem.Num(
            switch (method) {
              case CEILING -> number.setScale(0, RoundingMode.CEILING);
              case FLOOR -> number.setScale(0, RoundingMode.FLOOR);
              case ABS -> number.abs();
              case TYPE, SIZE, DOUBLE -> number;
            }));
  }

  private boolean size(PathItem item, Sink next) {
    return !document.isArray(item) && strict
        ? fail()
        : next.found(new PathItem.Num(BigDecimal.valueOf(document.size(item))));
  }

  private @Nullable Boolean truth(PathNode predicate) {
    return switch (predicate) {
      case PathNode.And(PathNode left, PathNode right) -> {
        Boolean first = truth(left);
        if (Boolean.FALSE.equals(first)) {
          yield false;
        }
        Boolean second = truth(right);
        yield Boolean.TRUE.equals(second) ? first : second;
      }
      case PathNode.Or(PathNode left, PathNode right) -> {
        Boolean first = truth(left);
        if (Boolean.TRUE.equals(first)) {
          yield true;
        }
        Boolean second = truth(right);
        yield Boolean.FALSE.equals(second) ? first : second;
      }
      case PathNode.Not(PathNode of) -> {
        Boolean inside = truth(of);
        yield inside == null ? null : !inside;
      }
      case PathNode.IsUnknown(PathNode of) -> truth(of) == null;
      case PathNode.Exists(PathNode of) -> exists(of);
      case PathNode.Compare(PathNode.Comparison how, PathNode left, PathNode right) ->
          anyPair(left, right, (a, b) -> PathItem.compare(how, a, b));
      case PathNode.StartsWith(PathNode of, PathNode with) ->
          anyPair(of, with, PathItem::startsWith);
      case PathNode.LikeRegex(PathNode of, var pattern) ->
          anyPair(
              of,
              new PathNode.Null(),
              (a, _) ->
                  a instanceof PathItem.Str(String text) ? pattern.matcher(text).find() : null);
      case PathNode.Root _,
          PathNode.Current _,
          PathNode.Last _,
          PathNode.Text _,
          PathNode.Numeric _,
          PathNode.Bool _,
          PathNode.Null _,
          PathNode.Steps _,
          PathNode.Arithmetic _,
          PathNode.Sign _ ->
          null;
    };
  }

  private interface Test {
    @Nullable Boolean on(PathItem left, PathItem right);
  }

  private @Nullable Boolean anyPair(PathNode left, PathNode right, Test test) {
    List<PathItem> first = all(left);
    List<PathItem> second = first == null ? null : all(right);
    if (first == null || second == null) {
      return null;
    }
    boolean unknown = false;
    boolean found = false;
    for (PathItem a : first) {
      for (PathItem b : second) {
        Boolean holds = test.on(document.loaded(a), document.loaded(b));
        unknown |= holds == null;
        found |= Boolean.TRUE.equals(holds);
        if (!strict && found) {
          return true;
        }
        if (strict && unknown) {
          return null;
        }
      }
    }
    return found ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
  }
}
