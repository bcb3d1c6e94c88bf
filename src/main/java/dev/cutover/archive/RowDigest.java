package dev.cutover.archive;

import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The digest of a row: over everything that a snapshot keeps of it, each field with its length
/// before it, so that nothing can move from one field into the next.
final class RowDigest {
  private final MessageDigest digest = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Microseconds since 1970.
  static long micros(Instant moment) {
    return TimeUnit.SECONDS.toMicros(moment.getEpochSecond()) + moment.getNano() / 1_000;
  }

  static Instant moment(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  /// @param history of the row as it is kept, null when there is none
  byte[] of(RawRecord row, @Nullable String history) {
    RawLine line = row.line();
    number(line.id());
    number(line.tenant().value());
    number(line.integration().value());
    text(line.entity());
    text(line.externalId());
    text(line.label());
    number(line.version());
    number(row.current() ? 1 : 0);
    number(micros(line.extractedAt()));
    text(line.status());
    optional(line.size());
    text(line.problem());
    text(row.problem());
    text(row.metadata());
    number(row.exact() ? 1 : 0);
    text(String.join(",", row.flags()));
    text(row.sha256());
    moment(row.sourceUpdatedAt());
    moment(row.lastSeenAt());
    moment(row.processedAt());
    optional(row.run());
    optional(row.job());
    text(history);
    bytes(row.body());
    bytes(Arrays.equals(row.body(), row.readable()) ? null : row.readable());
    return digest.digest();
  }

  private void number(long value) {
    number.clear();
    digest.update(number.putLong(value).array());
  }

  private void optional(@Nullable Long value) {
    number(value == null ? 0 : 1);
    number(value == null ? 0 : value);
  }

  private void moment(@Nullable Instant value) {
    optional(value == null ? null : micros(value));
  }

  private void text(@Nullable String value) {
    bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte @Nullable [] value) {
    number(value == null ? -1 : value.length);
    if (value != null) {
      digest.update(value);
    }
  }
}
