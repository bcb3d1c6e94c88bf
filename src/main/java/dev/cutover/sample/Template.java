package dev.cutover.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A JSON shape with holes such as `${name}`, kept as a readable resource and cut into pieces once.
final class Template {
  private final List<byte[]> pieces = new ArrayList<>();
  private final List<String> holes = new ArrayList<>();

  /// Puts the value of one hole.
  interface Filler {
    void fill(String hole, JsonBytes out);
  }

  private Template(String text) {
    int at = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      int close = text.indexOf('}', open);
      pieces.add(text.substring(at, open).getBytes(StandardCharsets.UTF_8));
      holes.add(text.substring(open + 2, close).intern());
      at = close + 1;
    }
    pieces.add(text.substring(at).getBytes(StandardCharsets.UTF_8));
  }

  static Template named(String name) {
    return new Template(
        Resource.lines(name + ".json").stream().map(String::strip).collect(Collectors.joining()));
  }

  void write(JsonBytes out, Filler filler) {
    for (int i = 0; i < holes.size(); i++) {
      out.add(pieces.get(i));
      filler.fill(holes.get(i), out);
    }
    out.add(pieces.getLast());
  }

  byte[] bytes(Filler filler) {
    JsonBytes out = new JsonBytes();
    write(out, filler);
    return out.toArray();
  }

  static IllegalArgumentException unknown(String hole) {
    return new IllegalArgumentException("no value for ${" + hole + "}");
  }
}
