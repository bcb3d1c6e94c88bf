package dev.cutover.source;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One record a line (NDJSON). Empty lines are nothing.
final class LinePieces implements Pieces {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private final FileWindow window;
  private final int limit;
  private long number;

  /// @param number of lines that were read before
  LinePieces(FileWindow window, int limit, long number) {
    this.window = window;
    this.limit = limit;
    this.number = number;
  }

  @Override
  public @Nullable Piece next() throws IOException {
    while (window.some()) {
      number++;
      int length = lineLength();
      if (length < 0) {
        return tooLong();
      }
      int from = window.start();
      byte[] bytes = window.bytes();
      window.consume(Math.min(length + 1, window.size()));
      if (!isBlank(bytes, from, from + length)) {
        return new Piece(bytes, from, from + length, number, null);
      }
    }
    return null;
  }

  @Override
  public long offset() {
    return window.offset();
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public boolean atEnd() throws IOException {
    return !window.some();
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  /// Bytes up to the line's end, -1 when that is beyond the limit.
  private int lineLength() throws IOException {
    int searched = 0;
    while (true) {
      int start = window.start();
      int found = newline(window.bytes(), start + searched, start + window.size());
      if (found >= 0) {
        return found - start > limit ? -1 : found - start;
      }
      searched = window.size();
      if (searched > limit) {
        return -1;
      }
      if (!window.more()) {
        return searched;
      }
    }
  }

  private Piece tooLong() throws IOException {
    byte[] head =
        Arrays.copyOfRange(
            window.bytes(), window.start(), window.start() + Math.min(HEAD, window.size()));
    long length = 0;
    while (window.some()) {
      int start = window.start();
      int found = newline(window.bytes(), start, start + window.size());
      int count = found < 0 ? window.size() : found - start;
      length += count;
      window.consume(found < 0 ? count : count + 1);
      if (found >= 0) {
        break;
      }
    }
    return Piece.refused(
        head,
        0,
        head.length,
        number,
        "a line of %d bytes, beyond the limit of %d; its first %d bytes are kept"
            .formatted(length, limit, head.length));
  }

  private static int newline(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long eight = (long) LONGS.get(bytes, at) ^ (ONES * '\n');
      long found = (eight - ONES) & ~eight & HIGH;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
