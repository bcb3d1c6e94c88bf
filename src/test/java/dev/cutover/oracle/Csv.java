package dev.cutover.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a CSV file with quoted fields that may hold line breaks (RFC 4180).
public final class Csv {
  private Csv() {}

  public static List<Map<String, String>> read(Path file) throws IOException {
    String text = Files.readString(file);
    List<List<String>> records = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c == '\r') {
        if (c == '\n' || !text.startsWith("\n", i + 1)) {
          fields.add(field.toString());
          field.setLength(0);
          records.add(fields);
          fields = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    List<String> header = records.getFirst();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> each : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < header.size(); column++) {
        row.put(header.get(column), each.get(column));
      }
      rows.add(row);
    }
    return rows;
  }
}
