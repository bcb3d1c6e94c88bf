package dev.cutover.cutover;

/// A plan that does not change any more.
///
/// @param sha256 of its canonical text, in hexadecimal; the first record of the journal carries it
public record FrozenPlan(CutoverPlan plan, String sha256) {}
