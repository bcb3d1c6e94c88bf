package dev.cutover.check;

/// How a check ended. NOT_APPLICABLE: there is nothing that it could look at here.
public enum Verdict {
  PASS,
  WARN,
  FAIL,
  NOT_APPLICABLE
}
