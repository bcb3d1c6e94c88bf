package dev.cutover.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members of a document whose places are to be noted while it is scanned: paths such as
/// `fields.updated`, each with the number of its slot. Kept as a tree, so that parts nobody asks
/// about cost nothing.
final class Wanted {
  static final Wanted NOTHING = Wanted.of();

  private final Node root = new Node();
  private final int slots;

  private Wanted(int slots) {
    this.slots = slots;
  }

  static Wanted of(String... paths) {
    Wanted wanted = new Wanted(paths.length);
    for (int slot = 0; slot < paths.length; slot++) {
      Node node = wanted.root;
      for (String name : paths[slot].split("\\.", -1)) {
        node = node.grow(name);
      }
      node.slot = slot;
    }
    return wanted;
  }

  Node root() {
    return root;
  }

  int slots() {
    return slots;
  }

  /// A place in the tree; `slot` is -1 where only something further down is wanted.
  static final class Node {
    private final List<byte[]> names = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private int slot = -1;

    int slot() {
      return slot;
    }

    @Nullable Node child(byte[] in, int from, int to) {
      for (int i = 0; i < names.size(); i++) {
        byte[] name = names.get(i);
        if (name.length == to - from && Arrays.equals(name, 0, name.length, in, from, to)) {
          return children.get(i);
        }
      }
      return null;
    }

    private Node grow(String name) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      Node known = child(bytes, 0, bytes.length);
      if (known != null) {
        return known;
      }
      Node node = new Node();
      names.add(bytes);
      children.add(node);
      return node;
    }
  }
}
