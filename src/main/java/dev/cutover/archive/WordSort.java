package dev.cutover.archive;

import java.util.concurrent.ThreadLocalRandom;

/// Puts words into the order of their bytes, without an object for each of them: byte by byte, the
/// words before, with and behind one byte apart (a quicksort of three parts).
final class WordSort {
  private static final int FEW = 12;

  private final WordSet words;
  private final byte[] bytes;

  WordSort(WordSet words) {
    this.words = words;
    this.bytes = words.bytes();
  }

  void sort(int[] all) {
    sort(all, 0, all.length, 0);
  }

  /// @param depth bytes that all of them have in common
  private void sort(int[] all, int first, int end, int depth) {
    int from = first;
    int to = end;
    int same = depth;
    while (to - from > FEW) {
      int pivot = at(all[ThreadLocalRandom.current().nextInt(from, to)], same);
      int before = from;
      int behind = to;
      int here = from;
      while (here < behind) {
        int each = at(all[here], same);
        if (each < pivot) {
          swap(all, before++, here++);
        } else if (each > pivot) {
          swap(all, here, --behind);
        } else {
          here++;
        }
      }
      // Calls within calls stay few: one for each byte of a word, and of the parts before and
      // behind
      // only the smaller one.
      if (pivot >= 0) {
        sort(all, before, behind, same + 1);
      }
      if (before - from < to - behind) {
        sort(all, from, before, same);
        from = behind;
      } else {
        sort(all, behind, to, same);
        to = before;
      }
    }
    few(all, from, to, same);
  }

  private void few(int[] all, int from, int to, int same) {
    for (int i = from + 1; i < to; i++) {
      int each = all[i];
      int at = i;
      while (at > from && isBefore(each, all[at - 1], same)) {
        all[at] = all[at - 1];
        at--;
      }
      all[at] = each;
    }
  }

  private boolean isBefore(int one, int other, int same) {
    int at = same;
    while (true) {
      int its = at(one, at);
      int others = at(other, at);
      if (its != others) {
        return its < others;
      }
      if (its < 0) {
        return false;
      }
      at++;
    }
  }

  /// @return a byte of a word, below zero behind its end
  private int at(int word, int depth) {
    int at = words.start(word) + depth;
    return at < words.end(word) ? bytes[at] & 0xff : -1;
  }

  private static void swap(int[] all, int one, int other) {
    int kept = all[one];
    all[one] = all[other];
    all[other] = kept;
  }
}
