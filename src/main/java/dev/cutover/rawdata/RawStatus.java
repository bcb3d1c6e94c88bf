package dev.cutover.rawdata;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words of `raw_extraction_data.processing_status`.
public enum RawStatus {
  /// Waits for its transform; the transform moves it to TRANSFORMED or FAILED.
  PENDING,
  /// In staging; the load moves it to LOADED.
  TRANSFORMED,
  /// In the business tables. Seen again with the same content, it stays so.
  LOADED,
  /// No rows could be made of it; a re-queue moves it to PENDING, an operator to SKIPPED.
  FAILED,
  /// Left out by an operator, until it is re-queued or the source sends the record again.
  SKIPPED,
  /// Written by other programs: under way.
  PROCESSING,
  /// Written by other programs: done.
  COMPLETED;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }

  public static Optional<RawStatus> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /// All words, for messages and choosers.
  public static List<String> words() {
    return Arrays.stream(values()).map(RawStatus::word).toList();
  }
}
