package dev.cutover.database;

import dev.cutover.cutover.backup.Sha;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// Digests the rows of one table as COPY gives them: text, key columns first, then the tenant, a
/// row at a time. Holds one row and never the table.
final class RowDigest {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_KEY = 200;

  private final TableFacts table;
  private final MessageDigest sha = Sha.begin();
  private final byte[] buffer = new byte[BUFFER];
  private final CRC32C range = new CRC32C();
  private final CRC32C key = new CRC32C();
  private final List<TableDigest.Range> ranges = new ArrayList<>();
  private final Map<String, long[]> tenants = new HashMap<>();
  private final long mask;
  private byte[] tenant = new byte[0];
  private long[] tenantRows = new long[1];
  private byte[] last = new byte[0];
  private int lastKey;
  private int filled;
  private long rows;
  private long rowsBefore;
  private long bytes;

  RowDigest(TableFacts table) {
    this.table = table;
    this.mask = (1L << table.rangeBits()) - 1;
  }

  long bytes() {
    return bytes;
  }

  void row(byte[] line) {
    add(line);
    range.update(line);
    bytes += line.length;
    rows++;
    int keyEnd = end(line, 0, table.keyColumns());
    if (table.tenantColumn() >= 0) {
      countTenant(line, keyEnd);
    }
    key.reset();
    key.update(line, 0, keyEnd);
    last = line;
    lastKey = keyEnd;
    if ((key.getValue() & mask) == 0) {
      endRange();
    }
  }

  private void add(byte[] line) {
    if (line.length > BUFFER - filled) {
      sha.update(buffer, 0, filled);
      filled = 0;
    }
    if (line.length > BUFFER) {
      sha.update(line);
    } else {
      System.arraycopy(line, 0, buffer, filled, line.length);
      filled += line.length;
    }
  }

  /// A tab inside a value is written as backslash and t, so each tab ends a column.
  private static int end(byte[] line, int from, int columns) {
    int at = from;
    for (int left = columns; at < line.length; at++) {
      byte b = line[at];
      if ((b == '\t' || b == '\n') && --left == 0) {
        return at;
      }
    }
    return at;
  }

  /// Right behind the key, or a part of it. Neighbours mostly have the same.
  private void countTenant(byte[] line, int keyEnd) {
    int from = keyEnd + 1;
    if (table.tenantColumn() < table.keyColumns()) {
      from = table.tenantColumn() == 0 ? 0 : end(line, 0, table.tenantColumn()) + 1;
    }
    int to = end(line, from, 1);
    if (!Arrays.equals(line, from, to, tenant, 0, tenant.length) || rows == 1) {
      tenant = Arrays.copyOfRange(line, from, to);
      tenantRows =
          tenants.computeIfAbsent(new String(tenant, StandardCharsets.UTF_8), each -> new long[1]);
    }
    tenantRows[0]++;
  }

  private void endRange() {
    String text = new String(last, 0, Math.min(lastKey, LONGEST_KEY), StandardCharsets.UTF_8);
    ranges.add(new TableDigest.Range(text.replace('\t', ','), rows - rowsBefore, range.getValue()));
    range.reset();
    rowsBefore = rows;
  }

  TableDigest finish() {
    sha.update(buffer, 0, filled);
    if (rows > rowsBefore) {
      endRange();
    }
    Map<String, Long> counts = new HashMap<>();
    tenants.forEach((each, count) -> counts.put(each, count[0]));
    return new TableDigest(
        table.title(),
        rows,
        bytes,
        HexFormat.of().formatHex(sha.digest()),
        table.query(),
        table.columns().subList(0, table.keyColumns()),
        counts,
        table.rangeBits(),
        ranges);
  }
}
