package dev.cutover.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts a document together from exact pieces of others.
final class ByteBuilder {
  private byte[] bytes;
  private int size;

  ByteBuilder(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  ByteBuilder add(byte[] from) {
    return add(from, 0, from.length);
  }

  ByteBuilder add(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  ByteBuilder add(JsonSlice slice) {
    return add(slice.bytes(), slice.from(), slice.to());
  }

  ByteBuilder add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, size + (size >> 1)));
    }
  }
}
