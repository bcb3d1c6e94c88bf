package dev.cutover.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// What PostgreSQL's jsonb refuses although it is JSON (or nearly), and what to put in its place.
final class JsonRepairs {
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  enum Flaw {
    /// The escape for U+0000; becomes U+FFFD.
    NUL,
    /// Half of a surrogate pair; becomes U+FFFD.
    LONE_SURROGATE,
    /// A number with an exponent beyond reason; becomes a string.
    NUMBER_RANGE,
    /// NaN or Infinity, which are no JSON; become strings.
    NAN;

    String flag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final EnumSet<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private int[] places = new int[16];
  private Flaw[] kinds = new Flaw[8];
  private int count;

  void clear() {
    if (count > 0) {
      flaws.clear();
      count = 0;
    }
  }

  void add(Flaw flaw, int from, int to) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      places = Arrays.copyOf(places, count * 4);
    }
    flaws.add(flaw);
    kinds[count] = flaw;
    places[count * 2] = from;
    places[count * 2 + 1] = to;
    count++;
  }

  List<String> flags() {
    return count == 0 ? List.of() : flaws.stream().map(Flaw::flag).toList();
  }

  /// The document in `in[from, to)` with everything put right.
  byte[] apply(byte[] in, int from, int to) {
    ByteBuilder copy = new ByteBuilder(to - from + 16);
    int done = from;
    for (int i = 0; i < count; i++) {
      copy.add(in, done, places[i * 2]);
      done = places[i * 2 + 1];
      switch (kinds[i]) {
        case NUL, LONE_SURROGATE -> copy.add(REPLACEMENT);
        case NUMBER_RANGE, NAN -> copy.add("\"").add(in, places[i * 2], done).add("\"");
      }
    }
    return copy.add(in, done, to).bytes();
  }
}
