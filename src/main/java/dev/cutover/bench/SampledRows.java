package dev.cutover.bench;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawCapabilities;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Any number of issues of real shape out of some: each begins with a number of its own. Made when
/// they are asked for, the oldest first.
final class SampledRows implements RawSource {
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int RARE = 10_007;

  private final List<byte[]> samples;
  private final long rows;

  SampledRows(List<byte[]> samples, long rows) {
    this.samples = List.copyOf(samples);
    this.rows = rows;
  }

  long rows() {
    return rows;
  }

  /// One in ten thousand has a word that the others have not.
  byte[] document(long number) {
    byte[] sample = samples.get((int) (number % samples.size()));
    byte[] begin =
        ("{\"n\":"
                + number
                + (number % RARE == 1 ? ",\"mark\":\"quincunx\"" : "")
                + ",\"own\":\"K"
                + Long.toString(number * 2_654_435_761L & 0xffffffffL, 36)
                + "\",")
            .getBytes(StandardCharsets.UTF_8);
    byte[] document = new byte[begin.length + sample.length - 1];
    System.arraycopy(begin, 0, document, 0, begin.length);
    System.arraycopy(sample, 1, document, begin.length, sample.length - 1);
    return document;
  }

  private static RawLine line(long number, long size) {
    return new RawLine(
        number,
        new TenantId(1),
        "bench",
        new IntegrationId(1),
        number % 20 == 0 ? "jira_dev_status" : "jira_issues",
        String.valueOf(number),
        "OPS-" + number,
        1,
        BEGIN.plusMillis(100 * number),
        number % 1_000 == 0 ? "failed" : "loaded",
        size,
        null);
  }

  @Override
  public List<RawRecord> records(List<Long> ids) {
    List<RawRecord> records = new ArrayList<>(ids.size());
    for (long id : ids) {
      byte[] body = document(id);
      records.add(
          new RawRecord(
              line(id, body.length),
              body,
              true,
              body,
              List.of(),
              "0".repeat(64),
              null,
              BEGIN,
              null,
              1L,
              id,
              true,
              null,
              null,
              List.of()));
    }
    return records;
  }

  @Override
  public RawPage page(RawQuery query, RawCursor at, int limit, Duration patience) {
    long from = at.key() == null ? 1 : at.key().id() + 1;
    List<RawLine> lines = new ArrayList<>();
    for (long id = from; id <= Math.min(rows, from + limit - 1); id++) {
      lines.add(line(id, samples.get((int) (id % samples.size())).length));
    }
    return new RawPage(
        lines,
        null,
        from + limit <= rows ? RawCursor.after(RawCursor.Key.of(lines.getLast())) : null,
        new RawPage.Searched(lines.size(), null, true));
  }

  @Override
  public RawCapabilities capabilities() {
    return new RawCapabilities("bench", false, false, false, null);
  }

  @Override
  public List<RawLine> versions(RawLine line) {
    return List.of(line);
  }

  @Override
  public List<RawFacets.Tenant> tenants() {
    return List.of(new RawFacets.Tenant(new TenantId(1), "bench"));
  }

  @Override
  public RawFacets facets() {
    return new RawFacets(
        tenants(),
        List.of(new RawFacets.Integration(new IntegrationId(1), new TenantId(1), "jira")),
        List.of(),
        List.of());
  }

  @Override
  public RawCount count(RawQuery query, Duration patience) {
    return RawCount.exactly(rows);
  }
}
