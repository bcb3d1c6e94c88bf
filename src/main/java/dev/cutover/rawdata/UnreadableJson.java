package dev.cutover.rawdata;

/// The bytes are no JSON document. They can still be looked at as text.
public final class UnreadableJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  public UnreadableJson(long offset, String why) {
    super("The document is no JSON: " + why + " (byte " + offset + ").");
    this.offset = offset;
  }

  /// Byte at which reading ended.
  public long offset() {
    return offset;
  }
}
