package dev.cutover.cutover.shadow;

/// Why something differs.
///
/// @param explained it is known and harmless, or it is the old service that is wrong
/// @param why in a sentence
public record Judgement(Cause cause, boolean explained, String why) {

  static Judgement explained(Cause cause, String why) {
    return new Judgement(cause, true, why);
  }

  static Judgement open(Cause cause, String why) {
    return new Judgement(cause, false, why);
  }
}
