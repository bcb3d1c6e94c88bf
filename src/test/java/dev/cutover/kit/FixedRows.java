package dev.cutover.kit;

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

/// Made-up rows without a database, for tests of files: a page after the other, the oldest first.
public final class FixedRows implements RawSource {
  private final int rows;

  public FixedRows(int rows) {
    this.rows = rows;
  }

  private static RawRecord row(long id) {
    StringBuilder json =
        new StringBuilder("{\"n\":" + id + ",\"t\":\"word" + id % 7 + "\",\"list\":[");
    for (int i = 0; i < 40; i++) {
      json.append(i == 0 ? "" : ",").append("\"item ").append(id * i).append('"');
    }
    byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return new RawRecord(
        line(id, body.length),
        body,
        true,
        body,
        List.of(),
        "00",
        null,
        Instant.EPOCH.plusSeconds(id),
        null,
        1L,
        id,
        true,
        "{\"page\":" + id + "}",
        null,
        List.of());
  }

  private static RawLine line(long id, long size) {
    return new RawLine(
        id,
        new TenantId(1),
        "acme",
        new IntegrationId(1),
        id % 3 == 0 ? "jira_projects" : "jira_issues",
        "x" + id % 10,
        null,
        1,
        Instant.EPOCH.plusSeconds(id),
        id % 4 == 0 ? "failed" : "loaded",
        size,
        null);
  }

  @Override
  public RawCapabilities capabilities() {
    return new RawCapabilities("made up", false, false, false, null);
  }

  @Override
  public RawPage page(RawQuery query, RawCursor at, int limit, Duration patience) {
    long from = at.key() == null ? 1 : at.key().id() + 1;
    List<RawLine> lines = new ArrayList<>();
    for (long id = from; id <= Math.min(rows, from + limit - 1); id++) {
      lines.add(line(id, 600));
    }
    boolean more = from + limit <= rows;
    return new RawPage(
        lines,
        null,
        more ? RawCursor.after(RawCursor.Key.of(lines.getLast())) : null,
        new RawPage.Searched(lines.size(), null, true));
  }

  @Override
  public List<RawRecord> records(List<Long> ids) {
    return ids.stream().map(FixedRows::row).toList();
  }

  @Override
  public List<RawLine> versions(RawLine line) {
    return List.of(line);
  }

  @Override
  public List<RawFacets.Tenant> tenants() {
    return List.of(new RawFacets.Tenant(new TenantId(1), "acme"));
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
