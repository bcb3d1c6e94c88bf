package dev.cutover.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what COPY writes: lines with a tab between the fields, escapes of its own, one row in
/// memory at a time.
final class CopyText {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private byte[] line = new byte[1 << 12];
  private int length;

  CopyText(InputStream in) {
    this.in = in;
  }

  /// Takes the rows of all tables.
  interface Rows {
    /// @return false to read no farther
    boolean row(String table, Row row);
  }

  /// A row by the names of its columns.
  static final class Row {
    private final Map<String, Integer> columns;
    private final List<byte @Nullable []> fields;

    private Row(Map<String, Integer> columns, List<byte @Nullable []> fields) {
      this.columns = columns;
      this.fields = fields;
    }

    /// Null too when the table has no such column.
    byte @Nullable [] utf8(String column) {
      Integer number = columns.get(column);
      return number == null || number >= fields.size() ? null : fields.get(number);
    }

    @Nullable String text(String column) {
      byte[] bytes = utf8(column);
      return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Nullable Long number(String column) {
      String text = text(column);
      return text == null ? null : Long.valueOf(text);
    }

    /// A `bytea`, which stands there in hexadecimal.
    byte @Nullable [] bytes(String column) {
      byte[] hex = utf8(column);
      if (hex == null) {
        return null;
      }
      byte[] bytes = new byte[(hex.length - 2) / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte)
                (HexFormat.fromHexDigit(hex[2 * i + 2]) << 4
                    | HexFormat.fromHexDigit(hex[2 * i + 3]));
      }
      return bytes;
    }
  }

  /// @throws IllegalArgumentException when a row is none
  void read(Rows rows) throws IOException {
    while (next()) {
      if (!startsWith("COPY ")) {
        continue;
      }
      String head = new String(line, 0, length, StandardCharsets.UTF_8);
      String table = head.substring(5, head.indexOf(" ("));
      String plain = table.substring(table.indexOf('.') + 1).replace("\"", "");
      Map<String, Integer> columns = columns(head);
      while (next() && !(length == 2 && line[0] == '\\' && line[1] == '.')) {
        if (!rows.row(plain, new Row(columns, fields()))) {
          return;
        }
      }
    }
  }

  private static Map<String, Integer> columns(String head) {
    String list = head.substring(head.indexOf(" (") + 2, head.lastIndexOf(')'));
    Map<String, Integer> columns = new HashMap<>();
    for (String each : list.split(", ")) {
      columns.put(each.replace("\"", ""), columns.size());
    }
    return columns;
  }

  private boolean startsWith(String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (line[i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Reads a line; false at the end.
  private boolean next() throws IOException {
    length = 0;
    while (true) {
      if (at == end) {
        end = in.read(buffer);
        at = 0;
        if (end <= 0) {
          end = 0;
          return length > 0;
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      append(from, at);
      if (at < end) {
        at++;
        return true;
      }
    }
  }

  private void append(int from, int to) {
    if (length + to - from > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + to - from));
    }
    System.arraycopy(buffer, from, line, length, to - from);
    length += to - from;
  }

  private List<byte @Nullable []> fields() {
    List<byte @Nullable []> fields = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || line[i] == '\t') {
        fields.add(field(from, i));
        from = i + 1;
      }
    }
    return fields;
  }

  private byte @Nullable [] field(int from, int to) {
    if (to - from == 2 && line[from] == '\\' && line[from + 1] == 'N') {
      return null;
    }
    byte[] plain = new byte[to - from];
    int size = 0;
    int i = from;
    while (i < to) {
      byte each = line[i++];
      if (each == '\\' && i < to) {
        byte kind = line[i++];
        plain[size++] =
            switch (kind) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'v' -> 11;
              default -> kind;
            };
      } else {
        plain[size++] = each;
      }
    }
    return size == plain.length ? plain : Arrays.copyOf(plain, size);
  }
}
