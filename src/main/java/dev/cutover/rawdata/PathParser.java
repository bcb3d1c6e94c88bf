package dev.cutover.rawdata;

import dev.cutover.rawdata.PathNode.Comparison;
import dev.cutover.rawdata.PathNode.Method;
import dev.cutover.rawdata.PathNode.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads SQL/JSON paths as PostgreSQL does, without variables and without its methods for times.
final class PathParser {
  private final PathTokens tokens;
  private int filters;
  private int brackets;

  private PathParser(String path) {
    this.tokens = new PathTokens(path);
  }

  /// @param strict missing members are errors
  record Parsed(boolean strict, PathNode node) {}

  /// @throws IllegalArgumentException when it is no path
  static Parsed parse(String path) {
    PathParser parser = new PathParser(path);
    boolean strict = parser.tokens.takeWord("strict");
    if (!strict) {
      parser.tokens.takeWord("lax");
    }
    PathNode node = parser.or();
    parser.tokens.end();
    return new Parsed(strict, node);
  }

  private PathNode or() {
    PathNode left = and();
    while (tokens.take("||")) {
      left = new PathNode.Or(predicate(left), predicate(and()));
    }
    return left;
  }

  private PathNode and() {
    PathNode left = not();
    while (tokens.take("&&")) {
      left = new PathNode.And(predicate(left), predicate(not()));
    }
    return left;
  }

  private PathNode not() {
    if (!tokens.isNext("!=") && tokens.take("!")) {
      return new PathNode.Not(predicate(primary()));
    }
    return comparison();
  }

  private PathNode predicate(PathNode node) {
    if (!node.isPredicate()) {
      throw tokens.wrong();
    }
    return node;
  }

  private PathNode value(PathNode node) {
    if (node.isPredicate()) {
      throw tokens.wrong();
    }
    return node;
  }

  private PathNode comparison() {
    PathNode left = sum();
    if (tokens.takeWord("is")) {
      tokens.expectWord("unknown");
      return new PathNode.IsUnknown(predicate(left));
    }
    if (tokens.takeWord("starts")) {
      tokens.expectWord("with");
      return new PathNode.StartsWith(value(left), new PathNode.Text(tokens.string()));
    }
    if (tokens.takeWord("like_regex")) {
      return new PathNode.LikeRegex(value(left), pattern());
    }
    Comparison comparison = operator();
    return comparison == null ? left : new PathNode.Compare(comparison, value(left), value(sum()));
  }

  private @org.jspecify.annotations.Nullable Comparison operator() {
    if (tokens.take("==")) {
      return Comparison.EQUAL;
    }
    if (tokens.take("!=") || tokens.take("<>")) {
      return Comparison.NOT_EQUAL;
    }
    if (tokens.take("<=")) {
      return Comparison.LESS_OR_EQUAL;
    }
    if (tokens.take(">=")) {
      return Comparison.GREATER_OR_EQUAL;
    }
    if (tokens.take("<")) {
      return Comparison.LESS;
    }
    return tokens.take(">") ? Comparison.GREATER : null;
  }

  private Pattern pattern() {
    String expression = tokens.string();
    int flags = 0;
    if (tokens.takeWord("flag")) {
      for (char flag : tokens.string().toCharArray()) {
        flags |=
            switch (flag) {
              case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
              case 's' -> Pattern.DOTALL;
              case 'm' -> Pattern.MULTILINE;
              case 'x' -> Pattern.COMMENTS;
              case 'q' -> Pattern.LITERAL;
              default -> throw tokens.wrong();
            };
      }
    }
    try {
      return Pattern.compile(expression, flags);
    } catch (PatternSyntaxException e) {
      throw tokens.wrong();
    }
  }

  private PathNode sum() {
    PathNode left = product();
    while (true) {
      if (tokens.take("+")) {
        left = new PathNode.Arithmetic('+', value(left), value(product()));
      } else if (tokens.take("-")) {
        left = new PathNode.Arithmetic('-', value(left), value(product()));
      } else {
        return left;
      }
    }
  }

  private PathNode product() {
    PathNode left = signed();
    while (true) {
      char operator = tokens.take("*") ? '*' : tokens.take("/") ? '/' : tokens.take("%") ? '%' : 0;
      if (operator == 0) {
        return left;
      }
      left = new PathNode.Arithmetic(operator, value(left), value(signed()));
    }
  }

  private PathNode signed() {
    if (tokens.take("-")) {
      return new PathNode.Sign(true, value(signed()));
    }
    if (tokens.take("+")) {
      return new PathNode.Sign(false, value(signed()));
    }
    return primary();
  }

  private PathNode primary() {
    PathNode from = from();
    List<Step> steps = new ArrayList<>();
    while (step(steps)) {
      value(from);
    }
    return steps.isEmpty() ? from : new PathNode.Steps(from, steps);
  }

  private PathNode from() {
    if (tokens.take("(")) {
      PathNode inside = or();
      tokens.expect(")");
      return inside;
    }
    if (tokens.take("$")) {
      return new PathNode.Root();
    }
    if (filters > 0 && tokens.take("@")) {
      return new PathNode.Current();
    }
    if (tokens.isString()) {
      return new PathNode.Text(tokens.string());
    }
    BigDecimal number = tokens.number();
    if (number != null) {
      return new PathNode.Numeric(number);
    }
    if (tokens.takeWord("exists")) {
      tokens.expect("(");
      PathNode inside = value(or());
      tokens.expect(")");
      return new PathNode.Exists(inside);
    }
    if (brackets > 0 && tokens.takeWord("last")) {
      return new PathNode.Last();
    }
    if (tokens.takeWord("true")) {
      return new PathNode.Bool(true);
    }
    if (tokens.takeWord("false")) {
      return new PathNode.Bool(false);
    }
    if (tokens.takeWord("null")) {
      return new PathNode.Null();
    }
    throw tokens.wrong();
  }

  private boolean step(List<Step> steps) {
    if (tokens.take("[")) {
      steps.add(elements());
    } else if (tokens.take("?")) {
      tokens.expect("(");
      filters++;
      steps.add(new Step.Filter(predicate(or())));
      filters--;
      tokens.expect(")");
    } else if (tokens.take(".")) {
      steps.add(afterDot());
    } else {
      return false;
    }
    return true;
  }

  private Step afterDot() {
    if (tokens.take("**")) {
      return anywhere();
    }
    if (tokens.take("*")) {
      return new Step.AnyMember();
    }
    if (tokens.isString()) {
      return new Step.Member(tokens.string());
    }
    String name = tokens.name();
    if (!tokens.take("(")) {
      return new Step.Member(name);
    }
    tokens.expect(")");
    try {
      return new Step.Call(Method.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "The JSON path method ." + name + "() cannot be used outside of the database.", unknown);
    }
  }

  private Step anywhere() {
    if (!tokens.take("{")) {
      return new Step.Anywhere(0, Integer.MAX_VALUE);
    }
    int from = level();
    int to = tokens.takeWord("to") ? level() : from;
    tokens.expect("}");
    return new Step.Anywhere(from, to);
  }

  private int level() {
    if (tokens.takeWord("last")) {
      return Integer.MAX_VALUE;
    }
    BigDecimal number = tokens.number();
    if (number == null || number.scale() > 0 || number.precision() > 9) {
      throw tokens.wrong();
    }
    return number.intValue();
  }

  private Step elements() {
    if (tokens.take("*")) {
      tokens.expect("]");
      return new Step.AnyElement();
    }
    brackets++;
    List<PathNode.Range> ranges = new ArrayList<>();
    do {
      PathNode from = value(sum());
      ranges.add(new PathNode.Range(from, tokens.takeWord("to") ? value(sum()) : from));
    } while (tokens.take(","));
    brackets--;
    tokens.expect("]");
    return new Step.Elements(ranges);
  }
}
