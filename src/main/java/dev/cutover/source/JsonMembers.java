package dev.cutover.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The members of the objects that are open during a scan, as places in the canonical output, and
/// the work of putting those of one object in order when it closes. The first eight bytes of each
/// name are kept as a number, which settles nearly every comparison.
final class JsonMembers {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FEW = 24;

  private int size;
  private long[] prefixes = new long[256];
  private int[] names = new int[256];
  private int[] nameEnds = new int[256];
  private int[] ends = new int[256];
  private int[] order = new int[256];
  private int[] merged = new int[256];
  private byte[] scratch = {};

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    if (scratch.length > 8 << 20) {
      scratch = new byte[0];
    }
  }

  /// @param name where the quoted name begins
  /// @param nameEnd where it ends
  /// @param end where the value ends
  void add(byte[] out, int name, int nameEnd, int end) {
    if (size == names.length) {
      grow();
    }
    prefixes[size] = prefix(out, name + 1, nameEnd - 1);
    names[size] = name;
    nameEnds[size] = nameEnd;
    ends[size++] = end;
  }

  /// Orders the members from `base` on in `out`, where they lie side by side with a comma between
  /// them, and forgets them.
  ///
  /// @throws NotJson when two have the same name
  void sort(byte[] out, int base) {
    int count = size - base;
    boolean sorted = true;
    for (int i = 0; i < count; i++) {
      order[i] = base + i;
      if (i > 0 && compare(out, base + i - 1, base + i) >= 0) {
        sorted = false;
      }
    }
    if (!sorted) {
      if (count <= FEW) {
        insertionSort(out, 0, count);
      } else {
        mergeSort(out, count);
      }
      refuseTwins(out, count);
      rearrange(out, base, count);
    }
    size = base;
  }

  private void refuseTwins(byte[] out, int count) {
    for (int i = 1; i < count; i++) {
      if (compare(out, order[i - 1], order[i]) == 0) {
        int from = names[order[i]];
        int to = Math.min(nameEnds[order[i]], from + 80);
        throw NotJson.because(
            "an object has the name " + new String(out, from, to - from, UTF_8) + " twice");
      }
    }
  }

  private void rearrange(byte[] out, int base, int count) {
    int start = names[base];
    int length = ends[base + count - 1] - start;
    if (scratch.length < length) {
      scratch = new byte[length + (length >> 2)];
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        scratch[at++] = ',';
      }
      int member = order[i];
      int bytes = ends[member] - names[member];
      System.arraycopy(out, names[member], scratch, at, bytes);
      at += bytes;
    }
    System.arraycopy(scratch, 0, out, start, length);
  }

  private void insertionSort(byte[] out, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int member = order[i];
      int j = i - 1;
      while (j >= from && compare(out, order[j], member) > 0) {
        order[j + 1] = order[j];
        j--;
      }
      order[j + 1] = member;
    }
  }

  private void mergeSort(byte[] out, int count) {
    for (int from = 0; from < count; from += FEW) {
      insertionSort(out, from, Math.min(from + FEW, count));
    }
    for (int width = FEW; width < count; width *= 2) {
      for (int from = 0; from < count; from += 2 * width) {
        merge(out, from, Math.min(from + width, count), Math.min(from + 2 * width, count));
      }
      int[] swap = order;
      order = merged;
      merged = swap;
    }
  }

  private void merge(byte[] out, int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeLeft =
          left < middle && (right >= to || compare(out, order[left], order[right]) <= 0);
      merged[at] = takeLeft ? order[left++] : order[right++];
    }
  }

  private int compare(byte[] out, int a, int b) {
    int byPrefix = Long.compareUnsigned(prefixes[a], prefixes[b]);
    if (byPrefix != 0) {
      return byPrefix;
    }
    return Arrays.compareUnsigned(
        out, names[a] + 1, nameEnds[a] - 1, out, names[b] + 1, nameEnds[b] - 1);
  }

  /// The first eight bytes, zeros where the name is shorter: no name holds a zero byte.
  private static long prefix(byte[] out, int from, int to) {
    int length = to - from;
    if (length >= 8) {
      return (long) LONGS.get(out, from);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 8 | out[i] & 0xFF;
    }
    return length == 0 ? 0 : value << (64 - 8 * length);
  }

  private void grow() {
    int room = names.length * 2;
    prefixes = Arrays.copyOf(prefixes, room);
    names = Arrays.copyOf(names, room);
    nameEnds = Arrays.copyOf(nameEnds, room);
    ends = Arrays.copyOf(ends, room);
    order = Arrays.copyOf(order, room);
    merged = Arrays.copyOf(merged, room);
  }
}
