package dev.cutover.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stretch of a file in memory that moves forward: what has been read and not yet consumed.
/// Positions given to callers count from its beginning, so that moving and growing it disturbs
/// nobody.
final class FileWindow implements AutoCloseable {
  private static final int INITIAL = 1 << 20;

  private final InputStream in;
  private byte[] bytes = new byte[INITIAL];
  private int start;
  private int end;
  private long offset;
  private boolean ended;

  FileWindow(InputStream in) {
    this.in = in;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Index in [#bytes] of the first byte that is not consumed.
  int start() {
    return start;
  }

  int size() {
    return end - start;
  }

  byte at(int position) {
    return bytes[start + position];
  }

  /// Place in the file, uncompressed, of the first byte that is not consumed.
  long offset() {
    return offset;
  }

  void consume(int count) {
    start += count;
    offset += count;
  }

  /// Reads on.
  ///
  /// @return false at the end of the file
  boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (end == bytes.length) {
      makeRoom();
    }
    int count = in.read(bytes, end, bytes.length - end);
    if (count < 0) {
      ended = true;
      return false;
    }
    end += count;
    return true;
  }

  /// True when at least one byte is there.
  boolean some() throws IOException {
    while (size() == 0) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  /// Goes forward in the file; for a compressed file that means reading it.
  void skipTo(long target) throws IOException {
    while (offset < target && some()) {
      consume((int) Math.min(size(), target - offset));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void makeRoom() {
    int size = size();
    System.arraycopy(bytes, start, bytes, 0, size);
    start = 0;
    end = size;
    if (end > bytes.length / 2) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
