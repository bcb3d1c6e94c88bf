package dev.cutover.rawdata;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Where every object and array of a document begins and ends, and how much it holds: three numbers
/// each, found in one pass. With it, a value is skipped without looking into it.
final class JsonIndex {
  /// A document is in memory already when it is read here; nothing in it is refused for its size.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] counts = new int[256];
  private int size;

  /// @throws UnreadableJson when the bytes are not one JSON document
  static JsonIndex of(byte[] json) {
    validate(json);
    JsonIndex index = new JsonIndex();
    index.scan(json);
    return index;
  }

  private static void validate(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        throw new UnreadableJson(0, "it is empty");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new UnreadableJson(
            parser.currentTokenLocation().getByteOffset(), "something follows its end");
      }
    } catch (JacksonException e) {
      throw new UnreadableJson(
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(), e.getOriginalMessage());
    }
  }

  private void scan(byte[] json) {
    int[] open = new int[64];
    int depth = 0;
    int at = 0;
    while (at < json.length) {
      switch (json[at]) {
        case '{', '[' -> {
          seen(open, depth);
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = add(at);
        }
        case '}', ']' -> ends[open[--depth]] = at + 1;
        case ',' -> counts[open[depth - 1]]++;
        case '"' -> {
          seen(open, depth);
          at++;
          while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
          }
        }
        case ' ', '\t', '\r', '\n', ':' -> {}
        default -> seen(open, depth);
      }
      at++;
    }
  }

  /// The first thing in a container makes its count one; each comma adds one.
  private void seen(int[] open, int depth) {
    if (depth > 0 && counts[open[depth - 1]] == 0) {
      counts[open[depth - 1]] = 1;
    }
  }

  private int add(int start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    starts[size] = start;
    return size++;
  }

  /// The byte behind the container that begins at `start`.
  int end(int start) {
    return ends[find(start)];
  }

  /// Members or elements of the container that begins at `start`.
  int count(int start) {
    return counts[find(start)];
  }

  private int find(int start) {
    int found = Arrays.binarySearch(starts, 0, size, start);
    if (found < 0) {
      throw new IllegalArgumentException("no object or array begins at byte " + start);
    }
    return found;
  }
}
