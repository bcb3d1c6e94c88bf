package dev.cutover.ui.queues;

/// One line of the topology: a difference, something that was created, or the end of a test
/// message.
///
/// @param text without its sign
public record TopologyLine(Kind kind, String text) {

  public enum Kind {
    MISSING("+"),
    DIFFERENT("~"),
    UNWANTED("-"),
    CREATED("✔"),
    PASSED("✔"),
    FAILED("✖");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
