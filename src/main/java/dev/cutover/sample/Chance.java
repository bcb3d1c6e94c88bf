package dev.cutover.sample;

import java.util.List;
import java.util.SplittableRandom;

/// Chance that comes out the same each time: a stream of its own for each thing, so that nothing
/// depends on the order in which things are made.
final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// @param what the kind of thing and what of it is to be decided
  static Chance of(long seed, String what, long number) {
    return new Chance(mix(seed ^ mix(what.hashCode() * 0x9E3779B97F4A7C15L ^ number)));
  }

  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Both ends are possible.
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long bits() {
    return random.nextLong();
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
