package dev.cutover.rawdata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table in the form of RFC 4180. Numbers stand there as they were written; a missing value is an
/// empty field, an empty text is "".
final class CsvWriter implements RawFormat.Writer {
  private static final List<String> HEAD =
      List.of(
          "id",
          "tenant",
          "integration",
          "entity",
          "external_id",
          "version",
          "extracted_at",
          "status");

  private final OutputStream out;
  private final List<String> paths;

  CsvWriter(OutputStream out, List<String> paths) {
    this.out = out;
    this.paths = paths;
  }

  @Override
  public void begin() throws IOException {
    line(Stream.concat(HEAD.stream(), paths.stream()).toList());
  }

  @Override
  public void row(RawRecord row) throws IOException {
    RawLine line = row.line();
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(String.valueOf(line.id()));
    cells.add(line.tenantName());
    cells.add(line.integration().toString());
    cells.add(line.entity());
    cells.add(line.externalId());
    cells.add(String.valueOf(line.version()));
    cells.add(line.extractedAt().toString());
    cells.add(line.status());
    if (!paths.isEmpty()) {
      values(row, cells);
    }
    line(cells);
  }

  private void values(RawRecord row, List<@Nullable String> cells) {
    try {
      JsonOutline outline = JsonOutline.of(row.readable());
      for (String path : paths) {
        cells.add(
            outline
                .at(path)
                .filter(node -> node.kind() != JsonOutline.Kind.NULL)
                .map(outline::text)
                .orElse(null));
      }
    } catch (UnreadableJson unreadable) {
      paths.forEach(_ -> cells.add(null));
    }
  }

  private void line(List<@Nullable String> cells) throws IOException {
    String text = cells.stream().map(CsvWriter::field).collect(Collectors.joining(","));
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean quote =
        value.isEmpty()
            || value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quote ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
