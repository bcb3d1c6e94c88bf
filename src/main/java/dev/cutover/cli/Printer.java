package dev.cutover.cli;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a verb speaks: results on standard output, as text or as JSON; everything else on standard
/// error.
final class Printer {

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final boolean quiet;

  /// Apart, since what speaks in text does without it and it is slow to load.
  private static final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
  }

  Printer(PrintStream out, PrintStream err, boolean json, boolean quiet) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
  }

  boolean isJson() {
    return json;
  }

  static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return Json.MAPPER.createArrayNode();
  }

  /// @param text of JSON that is known to be good
  static JsonNode parsed(String text) {
    return Json.MAPPER.readTree(text);
  }

  /// The result as JSON, one document on a line. Does nothing in text mode.
  void document(JsonNode node) {
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(node));
      out.flush();
    }
  }

  /// A value of the result as JSON that is written already. Does nothing in text mode.
  void json(String value) {
    if (json) {
      out.println(value.replaceAll("[\\r\\n]+", " "));
      out.flush();
    }
  }

  /// Bytes of the result as they are, in either mode.
  void bytes(byte[] exact) {
    out.write(exact, 0, exact.length);
    out.flush();
  }

  /// A line of the result as text. Does nothing in JSON mode.
  void line(String text) {
    if (!json) {
      out.println(text);
    }
  }

  /// A remark beside the result.
  void note(String text) {
    err.println(text);
    err.flush();
  }

  /// Progress, left out when quiet.
  void progress(String text) {
    if (!quiet) {
      note(text);
    }
  }

  /// A table with a header; numbers to the right.
  void table(List<String> header, List<List<String>> rows) {
    if (json) {
      return;
    }
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = header.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    out.println(format(header, header, widths, rows));
    for (List<String> row : rows) {
      out.println(format(row, header, widths, rows));
    }
  }

  private static String format(
      List<String> cells, List<String> header, int[] widths, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < header.size(); column++) {
      int at = column;
      boolean number =
          !rows.isEmpty() && rows.stream().allMatch(row -> row.get(at).matches("-?[0-9][0-9,.]*"));
      String pad = " ".repeat(widths[column] - cells.get(column).length());
      line.append(number ? pad + cells.get(column) : cells.get(column) + pad);
      line.append(column < header.size() - 1 ? "  " : "");
    }
    return line.toString().stripTrailing();
  }
}
