package dev.cutover.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The objects of a JSON file: a single one, the elements of one array, or several after each
/// other; laid out as anybody likes. Finds only where each ends, by its braces and strings; whether
/// it is right inside is judged later, so that one broken object does not cost the others.
final class ValuePieces implements Pieces {
  private final FileWindow window;
  private final int limit;
  private long number;
  private boolean array;
  private boolean begun;
  private boolean done;

  /// @param resumed true when the file was entered in the middle, behind piece `number`
  /// @param array true when the file is one array
  ValuePieces(FileWindow window, int limit, long number, boolean resumed, boolean array) {
    this.window = window;
    this.limit = limit;
    this.number = number;
    this.begun = resumed;
    this.array = array;
  }

  @Override
  public @Nullable Piece next() throws IOException {
    if (done || !begin()) {
      return null;
    }
    if (number == 0 && !array && isForeign()) {
      done = true;
      number++;
      window.more();
      int head = Math.min(HEAD, window.size());
      return Piece.refused(
          window.bytes(),
          window.start(),
          window.start() + head,
          number,
          "a file that is not UTF-8, or begins with a byte order mark");
    }
    if (array && window.at(0) == ']') {
      window.consume(1);
      array = false;
      if (!space()) {
        return null;
      }
    }
    number++;
    return value();
  }

  /// True when the file is one array; asked at its beginning.
  boolean isArray() throws IOException {
    return begin() ? array : false;
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
    if (done || !begin()) {
      return true;
    }
    if (array && window.at(0) == ']') {
      window.consume(1);
      array = false;
      return !space();
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  /// Goes to the next value.
  ///
  /// @return false when there is none
  private boolean begin() throws IOException {
    if (!space()) {
      return false;
    }
    if (!begun) {
      begun = true;
      if (window.at(0) == '[') {
        array = true;
        window.consume(1);
        return space();
      }
    } else if (array && number > 0 && window.at(0) == ',') {
      window.consume(1);
      return space();
    }
    return true;
  }

  private boolean isForeign() {
    int first = window.at(0) & 0xFF;
    return first == 0xEF || first == 0xFE || first == 0xFF;
  }

  private Piece value() throws IOException {
    int length = 0;
    int depth = 0;
    boolean string = false;
    boolean escaped = false;
    while (length < window.size() || window.more()) {
      if (length >= window.size()) {
        continue;
      }
      if (length > limit) {
        return tooLong();
      }
      byte c = window.at(length);
      if (string) {
        string = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        string = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          break;
        }
        depth--;
      } else if (depth == 0 && (c == ',' || c <= ' ' && c >= 0)) {
        break;
      }
      length++;
      if (depth == 0 && !string && (c == '}' || c == ']' || c == '"')) {
        break;
      }
    }
    length = Math.max(length, 1);
    int from = window.start();
    window.consume(length);
    return new Piece(window.bytes(), from, from + length, number, null);
  }

  /// Gives the file up: after a value of this size there is no telling where the next one begins.
  private Piece tooLong() {
    done = true;
    byte[] head = Arrays.copyOfRange(window.bytes(), window.start(), window.start() + HEAD);
    return Piece.refused(
        head,
        0,
        head.length,
        number,
        "an object beyond the limit of %d bytes; its first %d bytes are kept, what follows was not read"
            .formatted(limit, head.length));
  }

  private boolean space() throws IOException {
    while (window.some()) {
      byte c = window.at(0);
      if (c > ' ' || c < 0) {
        return true;
      }
      window.consume(1);
    }
    return false;
  }
}
