package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.RawSourceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The live database as a source of raw rows, and what a page of it costs the server.
class LiveRawSourceTest extends RawSourceContract {
  private static final String MANY =
      """
      INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, raw_body,
        content_sha256, processing_status, created_at)
      SELECT %1$d, %2$d, CASE WHEN n %% 500 = 0 THEN 'jira_projects' ELSE 'jira_issues' END, n::text,
        jsonb_build_object('n', n), convert_to('{"n":' || n || '}', 'UTF8'), sha256(n::text::bytea),
        CASE WHEN n <= 3 THEN 'failed' WHEN n > 19000 THEN 'pending' ELSE 'loaded' END,
        timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second'
      FROM generate_series(1, 20000) n
      """;

  private final Database database = fixture.database("ui");

  @Override
  protected RawSource open() {
    return new LiveRawSource(database, "test");
  }

  @Test
  void aKeyThatPeopleUseLeadsToTheRecordOfItsOwnTenant() {
    long other = table.tenant("globex");
    long jira = table.integration(other, "jira");
    long ours = table.row("10034", "{}").store();
    table.row("10034", "{}").of(other, jira).store();
    fixture.execute(
        "INSERT INTO work_items (external_id, key, integration_id, tenant_id) VALUES ('10034',"
            + " 'OPS-812', %d, %d)".formatted(fixture.integration, fixture.tenant));
    RawPage page =
        open().page(RawQuery.all().externalId("OPS-812").query(), RawCursor.first(), 10, PATIENCE);
    assertThat(page.lines()).extracting(RawLine::id).containsExactly(ours);
    assertThat(page.lines().getFirst().label()).isEqualTo("OPS-812");
    assertThat(page.lines().getFirst().name()).isEqualTo("OPS-812");
  }

  @Test
  void aPageReadsAFewRowsWhereverItLies() {
    fixture.execute(MANY.formatted(fixture.tenant, fixture.integration));
    RawSource source = open();
    RawQuery everything = RawQuery.EVERYTHING;
    RawQuery issues =
        RawQuery.all()
            .tenant(new dev.cutover.job.TenantId(fixture.tenant))
            .entities(Set.of("jira_issues"))
            .query();
    RawQuery tenant = RawQuery.all().tenant(new dev.cutover.job.TenantId(fixture.tenant)).query();
    RawCursor middle = RawCursor.at(Instant.parse("2026-01-01T02:46:40Z"), true);
    for (boolean analysed : new boolean[] {false, true}) {
      if (analysed) {
        fixture.execute("ANALYZE");
      }
      for (RawQuery query : List.of(everything, tenant, issues)) {
        for (RawCursor at : List.of(RawCursor.first(), middle, RawCursor.last())) {
          assertThat(read(() -> source.page(query, at, 50, PATIENCE)))
              .as(query + " " + at)
              .isLessThan(600);
        }
      }
    }
  }

  @Test
  void rareStatesAreFoundWithoutAWalkOverEverything() {
    fixture.execute(MANY.formatted(fixture.tenant, fixture.integration));
    fixture.execute("ANALYZE");
    RawSource source = open();
    RawQuery failed = RawQuery.all().states(Set.of("failed")).query();
    assertThat(
            read(
                () ->
                    assertThat(source.page(failed, RawCursor.first(), 50, PATIENCE).lines())
                        .hasSize(3)))
        .isLessThan(200);
    RawQuery pending = RawQuery.all().states(Set.of("pending")).newestFirst(false).query();
    assertThat(source.page(pending, RawCursor.first(), 50, PATIENCE).lines())
        .hasSize(50)
        .first()
        .extracting(RawLine::externalId)
        .isEqualTo("19001");
  }

  /// Rows of the table and its indexes that the server touched meanwhile.
  private long read(Runnable work) {
    long before = touched();
    work.run();
    return touched() - before;
  }

  private long touched() {
    // The statistics of a session reach the others when it ends or is asked to give them.
    database.withConnection(
        c -> Sql.on(c, "SELECT pg_stat_force_next_flush()").one(row -> row.getString(1) == null));
    return fixture.number(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname ="
            + " 'raw_extraction_data'");
  }

  @Test
  void whatCannotBeCountedInTimeIsEstimated() {
    fixture.execute(MANY.formatted(fixture.tenant, fixture.integration));
    fixture.execute("ANALYZE");
    RawSource source = open();
    RawCount about = source.count(RawQuery.EVERYTHING, Duration.ofMillis(1));
    assertThat(about.rows()).isBetween(15_000L, 25_000L);
    RawCount some = source.count(RawQuery.all().text("n").query(), Duration.ofNanos(1));
    assertThat(some.kind()).isEqualTo(RawCount.Kind.AT_LEAST);
    assertThat(some.rows()).isPositive();
    assertThat(source.facets().entities())
        .anySatisfy(
            entity -> {
              assertThat(entity.entity()).isEqualTo("jira_issues");
              assertThat(entity.rows().kind()).isEqualTo(RawCount.Kind.ABOUT);
            });
  }

  @Test
  void lookingCannotWrite() {
    LiveRawSource source = new LiveRawSource(database, "test");
    assertThat(source.capabilities().frozenSince()).isNull();
    assertThatThrownBy(
            () -> source.page(RawQuery.all().text("a\0b").query(), RawCursor.first(), 5, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
