package dev.cutover.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// Pages that fill from the top: headings, paragraphs and tables whose cells wrap. The font comes
/// with the library and into the file, so that no font of this machine is looked for.
final class Paper implements AutoCloseable {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 42;
  private static final float SIZE = 8.5f;
  private static final float LEADING = 1.32f;
  private static final float GAP = 6;
  private static final Color INK = new Color(0x1b2330);
  private static final Color SOFT = new Color(0x5b6675);
  private static final Color RULE = new Color(0xd9dee6);
  private static final Map<String, Color> STATES =
      Map.of(
          "pass", new Color(0x17713d),
          "verified", new Color(0x17713d),
          "done", new Color(0x17713d),
          "warn", new Color(0x8a5a00),
          "open", new Color(0x8a5a00),
          "undone", new Color(0x8a5a00),
          "fail", new Color(0xa4231f),
          "failed", new Color(0xa4231f));

  private final PDDocument document = new PDDocument();
  private final PDType0Font font;
  private final Map<Integer, Boolean> known = new HashMap<>();
  private final float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private @Nullable PDPageContentStream stream;
  private float y;

  Paper(String title) throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
      font = PDType0Font.load(document, Objects.requireNonNull(in, "the font of the library"));
    }
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setProducer("Cutover Console");
    turn();
  }

  void title(String text) throws IOException {
    lines(text, 18, INK);
  }

  void heading(String text) throws IOException {
    room(SIZE * 6);
    y -= 10;
    lines(text, 12, INK);
    rule(INK, 0.8f);
  }

  void paragraph(String text) throws IOException {
    lines(text, SIZE, SOFT);
  }

  /// How it ended, over a coloured bar.
  void outcome(String text, String state) throws IOException {
    y -= 4;
    lines(text, 11, STATES.getOrDefault(state, INK));
    rule(STATES.getOrDefault(state, INK), 2);
  }

  /// @param shares of the width, one a column
  void table(float[] shares, List<String> heads, List<List<String>> rows) throws IOException {
    if (!heads.isEmpty()) {
      row(shares, heads, true);
    }
    for (List<String> each : rows) {
      row(shares, each, false);
    }
    y -= 4;
  }

  private void row(float[] shares, List<String> cells, boolean head) throws IOException {
    List<List<String>> wrapped = new ArrayList<>();
    int most = 1;
    for (int i = 0; i < cells.size(); i++) {
      List<String> lines = wrap(cells.get(i), shares[i] * width - GAP, SIZE);
      wrapped.add(lines);
      most = Math.max(most, lines.size());
    }
    // A cell of more than a page goes on on the next one.
    int from = 0;
    while (from < most) {
      room(SIZE * LEADING * Math.min(3, most - from) + 4);
      int fit = Math.max(1, (int) ((y - MARGIN - 4) / (SIZE * LEADING)));
      int to = Math.min(most, from + fit);
      for (int line = from; line < to; line++) {
        y -= SIZE * LEADING;
        float x = MARGIN;
        for (int i = 0; i < wrapped.size(); i++) {
          List<String> lines = wrapped.get(i);
          if (line < lines.size()) {
            Color color = head ? SOFT : STATES.getOrDefault(cells.get(i), INK);
            show(lines.get(line), x, SIZE, color);
          }
          x += shares[i] * width;
        }
      }
      from = to;
    }
    y -= 2;
    rule(head ? INK : RULE, 0.5f);
  }

  private void lines(String text, float size, Color color) throws IOException {
    for (String each : wrap(text, width, size)) {
      room(size * LEADING);
      y -= size * LEADING;
      show(each, MARGIN, size, color);
    }
    y -= 2;
  }

  private void show(String text, float x, float size, Color color) throws IOException {
    PDPageContentStream page = Objects.requireNonNull(stream);
    page.beginText();
    page.setFont(font, size);
    page.setNonStrokingColor(color);
    page.newLineAtOffset(x, y);
    page.showText(text);
    page.endText();
  }

  private void rule(Color color, float thickness) throws IOException {
    PDPageContentStream page = Objects.requireNonNull(stream);
    y -= 2;
    page.setStrokingColor(color);
    page.setLineWidth(thickness);
    page.moveTo(MARGIN, y);
    page.lineTo(MARGIN + width, y);
    page.stroke();
    y -= 2;
  }

  private void room(float height) throws IOException {
    if (y - height < MARGIN) {
      turn();
    }
  }

  private void turn() throws IOException {
    if (stream != null) {
      stream.close();
    }
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    stream = new PDPageContentStream(document, page);
    y = PDRectangle.A4.getHeight() - MARGIN;
  }

  private List<String> wrap(String text, float room, float size) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      StringBuilder line = new StringBuilder();
      float used = 0;
      for (String word : printable(paragraph).split("(?<=[ /,;:=])")) {
        float wide = wide(word, size);
        if (used + wide > room && !line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        // A word that is wider than the cell is cut.
        for (int i = 0; i < word.length(); ) {
          int point = word.codePointAt(i);
          String sign = Character.toString(point);
          float one = wide > room ? wide(sign, size) : 0;
          if (one > 0 && used + one > room && !line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
            used = 0;
          }
          line.append(sign);
          used += one;
          i += sign.length();
        }
        used += wide > room ? 0 : wide;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private float wide(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /// What the font cannot show is a question mark.
  private String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\t') {
                shown.append("  ");
              } else if (known.computeIfAbsent(point, this::isKnown)) {
                shown.appendCodePoint(point);
              } else {
                shown.append('?');
              }
            });
    return shown.toString();
  }

  private boolean isKnown(int point) {
    try {
      return !Character.isISOControl(point) && font.encode(Character.toString(point)).length > 0;
    } catch (IOException | IllegalArgumentException missing) {
      return false;
    }
  }

  /// Numbers the pages and ends the document.
  byte[] finish() throws IOException {
    Objects.requireNonNull(stream).close();
    stream = null;
    int count = document.getNumberOfPages();
    for (int i = 0; i < count; i++) {
      PDPage page = document.getPage(i);
      try (PDPageContentStream foot =
          new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
        foot.beginText();
        foot.setFont(font, 7);
        foot.setNonStrokingColor(SOFT);
        foot.newLineAtOffset(MARGIN, MARGIN / 2);
        foot.showText("page " + (i + 1) + " of " + count);
        foot.endText();
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
