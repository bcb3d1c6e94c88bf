package dev.cutover.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document in one pass: checks it strictly (syntax, UTF-8, duplicate names,
/// limits), writes its canonical form, notes where wanted members are and what PostgreSQL's jsonb
/// would refuse.
///
/// Canonical means: no white space, names sorted by their UTF-8 bytes at every level, numbers as
/// written, strings by their decoded value with the shortest escapes. Two documents with the same
/// canonical form differ in nothing but order and layout. It is never longer than the document.
///
/// Reused from document to document by one thread; buffers that a giant left behind are given back.
final class JsonScan {
  private static final int KEEP = 8 << 20;

  private final JsonLimits limits;
  private final MessageDigest sha256;
  private final JsonMembers members = new JsonMembers();
  private final JsonRepairs repairs = new JsonRepairs();
  private final JsonStrings strings;
  private byte[] in = {};
  private int pos;
  private int end;
  private byte[] out = {};
  private int written;
  private int[] starts = {};
  private int[] ends = {};

  JsonScan(JsonLimits limits) {
    this.limits = limits;
    this.strings = new JsonStrings(repairs);
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }

  /// Scans the document in `bytes[from, to)`. What the last scan found is forgotten.
  ///
  /// @throws NotJson when it is none, or beyond a limit
  void scan(byte[] bytes, int from, int to, Wanted wanted) {
    if (to - from > limits.bytes()) {
      throw NotJson.tooLarge("a document of " + (to - from) + " bytes", limits.bytes());
    }
    in = bytes;
    pos = from;
    end = to;
    written = 0;
    repairs.clear();
    members.clear();
    if (starts.length < wanted.slots()) {
      starts = new int[wanted.slots()];
      ends = new int[wanted.slots()];
    }
    Arrays.fill(starts, -1);
    if (out.length < to - from + JsonStrings.SLACK || out.length > KEEP && to - from < KEEP / 2) {
      out = new byte[Math.max(1 << 16, to - from + (to - from >> 3) + JsonStrings.SLACK)];
    }
    refuseOtherEncodings(from);
    try {
      space();
      value(1, wanted.root());
      space();
    } catch (NotJson fault) {
      throw fault.truncated() ? NotJson.cutOff(to - from) : fault.from(from);
    }
    if (pos < end) {
      throw NotJson.at(pos - from, "something follows the end of the document");
    }
  }

  /// SHA-256 of the canonical form of the last document.
  byte[] digest() {
    sha256.update(out, 0, written);
    return sha256.digest();
  }

  byte[] canonical() {
    return Arrays.copyOf(out, written);
  }

  /// The value of a wanted member, null when the document has none. Valid as long as the scanned
  /// bytes are.
  @Nullable JsonSlice found(int slot) {
    return starts[slot] < 0 ? null : new JsonSlice(in, starts[slot], ends[slot]);
  }

  /// What jsonb would not take, empty when it takes all.
  List<String> flags() {
    return repairs.flags();
  }

  /// A copy of the last document that jsonb takes.
  byte[] repaired(int from, int to) {
    return repairs.apply(in, from, to);
  }

  private void refuseOtherEncodings(int from) {
    if (end - from >= 3 && in[from] == (byte) 0xEF && in[from + 1] == (byte) 0xBB) {
      throw NotJson.at(0, "begins with a byte order mark");
    }
    if (end - from >= 2) {
      int first = (in[from] & 0xFF) << 8 | in[from + 1] & 0xFF;
      if (first == 0xFEFF || first == 0xFFFE || (first & 0xFF) == 0 || first >>> 8 == 0) {
        throw NotJson.at(0, "is UTF-16 or UTF-32, not UTF-8");
      }
    }
  }

  private void value(int depth, Wanted.@Nullable Node wanted) {
    if (pos >= end) {
      throw NotJson.cutOff(pos);
    }
    switch (in[pos]) {
      case '"' -> string(limits.stringBytes(), "string");
      case '{' -> object(depth, wanted);
      case '[' -> array(depth);
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void object(int depth, Wanted.@Nullable Node wanted) {
    deeper(depth);
    out[written++] = '{';
    pos++;
    space();
    if (next() == '}') {
      out[written++] = '}';
      pos++;
      return;
    }
    int base = members.size();
    while (true) {
      if (next() != '"') {
        throw NotJson.at(pos, "a member name is missing");
      }
      int name = written;
      string(limits.nameBytes(), "member name");
      int nameEnd = written;
      space();
      expect(':');
      space();
      Wanted.Node child = wanted == null ? null : wanted.child(out, name + 1, nameEnd - 1);
      int start = pos;
      value(depth + 1, child);
      if (child != null && child.slot() >= 0) {
        starts[child.slot()] = start;
        ends[child.slot()] = pos;
      }
      if (members.size() >= limits.members()) {
        throw NotJson.tooLarge(
            "objects with more members than can be kept in order", limits.members());
      }
      members.add(out, name, nameEnd, written);
      space();
      int c = next();
      pos++;
      if (c == '}') {
        break;
      } else if (c != ',') {
        throw NotJson.at(pos - 1, "a comma or closing brace is missing");
      }
      out[written++] = ',';
      space();
    }
    members.sort(out, base);
    out[written++] = '}';
  }

  private void array(int depth) {
    deeper(depth);
    out[written++] = '[';
    pos++;
    space();
    if (next() == ']') {
      out[written++] = ']';
      pos++;
      return;
    }
    while (true) {
      value(depth + 1, null);
      space();
      int c = next();
      pos++;
      if (c == ']') {
        out[written++] = ']';
        return;
      } else if (c != ',') {
        throw NotJson.at(pos - 1, "a comma or closing bracket is missing");
      }
      out[written++] = ',';
      space();
    }
  }

  private void deeper(int depth) {
    if (depth > limits.depth()) {
      throw NotJson.tooLarge(
          "objects and arrays inside each other, " + depth + " deep", limits.depth());
    }
  }

  private void string(int limit, String what) {
    int start = pos;
    strings.copy(in, pos, end, out, written);
    pos = strings.inAt();
    written = strings.outAt();
    if (pos - start - 2 > limit) {
      throw NotJson.tooLarge("a " + what + " of " + (pos - start - 2) + " bytes", limit);
    }
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (pos >= end) {
        throw NotJson.cutOff(pos);
      }
      if (in[pos] != word.charAt(i)) {
        throw NotJson.at(pos, "is no JSON value");
      }
      out[written++] = in[pos++];
    }
  }

  private void number() {
    int stop = JsonNumbers.end(in, pos, end, limits, repairs);
    System.arraycopy(in, pos, out, written, stop - pos);
    written += stop - pos;
    pos = stop;
  }

  private void space() {
    while (pos < end) {
      byte c = in[pos];
      if (c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      pos++;
    }
  }

  private int next() {
    if (pos >= end) {
      throw NotJson.cutOff(pos);
    }
    return in[pos];
  }

  private void expect(char c) {
    if (next() != c) {
      throw NotJson.at(pos, "'" + c + "' is missing");
    }
    out[written++] = (byte) c;
    pos++;
  }
}
