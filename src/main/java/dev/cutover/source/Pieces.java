package dev.cutover.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a file into what should be its records.
sealed interface Pieces extends AutoCloseable permits LinePieces, ValuePieces {
  /// How much is kept of a piece that is too large to be one.
  int HEAD = 64 << 10;

  /// One candidate, valid until the next is fetched.
  ///
  /// @param number line, or number of the value, from 1 on
  /// @param reason why it cannot be a record whatever is in it, else null
  record Piece(byte[] bytes, int from, int to, long number, @Nullable String reason) {
    static Piece refused(byte[] bytes, int from, int to, long number, String reason) {
      return new Piece(Arrays.copyOfRange(bytes, from, to), 0, to - from, number, reason);
    }
  }

  /// The next piece, null at the end.
  @Nullable Piece next() throws IOException;

  /// Place in the file behind the last piece.
  long offset();

  /// Number of the last piece.
  long number();

  /// True when nothing follows.
  boolean atEnd() throws IOException;

  @Override
  void close() throws IOException;
}
