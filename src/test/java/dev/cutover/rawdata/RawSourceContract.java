package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every source of raw rows promises, whether it reads the live database or a copy of it.
public abstract class RawSourceContract {
  protected static final Duration PATIENCE = Duration.ofSeconds(20);

  protected final PipelineFixture fixture = new PipelineFixture();
  protected final RawTable table = new RawTable(fixture);

  /// A source over what the fixture's database holds now.
  protected abstract RawSource open();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static RawQuery query(UnaryOperator<RawQuery.Draft> conditions) {
    return conditions.apply(RawQuery.all()).query();
  }

  private static List<Long> ids(RawPage page) {
    return page.lines().stream().map(RawLine::id).toList();
  }

  private List<Long> found(UnaryOperator<RawQuery.Draft> conditions) {
    RawPage page = open().page(query(conditions), RawCursor.first(), 100, PATIENCE);
    assertThat(page.searched().whole()).isTrue();
    assertThat(page.after()).isNull();
    return ids(page);
  }

  private List<Long> some(int count) {
    return table.many(count);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<Long> all = some(23);
    Collections.reverse(all);
    RawSource source = open();
    List<Long> read = new ArrayList<>();
    RawCursor at = RawCursor.first();
    while (at != null) {
      RawPage page = source.page(RawQuery.EVERYTHING, at, 5, PATIENCE);
      read.addAll(ids(page));
      at = page.after();
    }
    assertThat(read).isEqualTo(all);
  }

  @Test
  void theWayBackShowsTheSamePages() {
    some(12);
    RawSource source = open();
    RawPage first = source.page(RawQuery.EVERYTHING, RawCursor.first(), 5, PATIENCE);
    assertThat(first.before()).isNull();
    RawPage second = source.page(RawQuery.EVERYTHING, first.after(), 5, PATIENCE);
    RawPage third = source.page(RawQuery.EVERYTHING, second.after(), 5, PATIENCE);
    assertThat(ids(third)).hasSize(2);
    RawPage secondAgain = source.page(RawQuery.EVERYTHING, third.before(), 5, PATIENCE);
    assertThat(ids(secondAgain)).isEqualTo(ids(second));
    RawPage firstAgain = source.page(RawQuery.EVERYTHING, secondAgain.before(), 5, PATIENCE);
    assertThat(ids(firstAgain)).isEqualTo(ids(first));
    assertThat(firstAgain.before()).isNull();
    assertThat(ids(source.page(RawQuery.EVERYTHING, firstAgain.after(), 5, PATIENCE)))
        .isEqualTo(ids(second));
  }

  @Test
  void theLastPageIsReadFromTheEnd() {
    List<Long> all = some(12);
    RawSource source = open();
    RawPage last = source.page(RawQuery.EVERYTHING, RawCursor.last(), 5, PATIENCE);
    assertThat(ids(last)).isEqualTo(all.subList(0, 5).reversed());
    assertThat(last.after()).isNull();
    RawPage before = source.page(RawQuery.EVERYTHING, last.before(), 5, PATIENCE);
    assertThat(ids(before)).isEqualTo(all.subList(5, 10).reversed());
    RawQuery oldest = RawQuery.all().newestFirst(false).query();
    assertThat(ids(source.page(oldest, RawCursor.first(), 5, PATIENCE)))
        .isEqualTo(all.subList(0, 5));
    assertThat(ids(source.page(oldest, RawCursor.last(), 5, PATIENCE)))
        .isEqualTo(all.subList(7, 12));
  }

  @Test
  void rowsOfOneMomentAreToldApartByTheirIds() {
    Instant moment = Instant.parse("2026-02-02T02:02:02.123456Z");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(table.row("s" + i, "{}").at(moment).store());
    }
    RawSource source = open();
    RawPage first = source.page(RawQuery.EVERYTHING, RawCursor.first(), 3, PATIENCE);
    RawPage second = source.page(RawQuery.EVERYTHING, first.after(), 3, PATIENCE);
    assertThat(ids(first)).isEqualTo(ids.subList(4, 7).reversed());
    assertThat(ids(second)).isEqualTo(ids.subList(1, 4).reversed());
  }

  @Test
  void aMomentIsJumpedTo() {
    List<Long> all = some(10);
    RawSource source = open();
    RawLine fifth = source.record(all.get(4)).orElseThrow().line();
    RawPage newest =
        source.page(RawQuery.EVERYTHING, RawCursor.at(fifth.extractedAt(), true), 3, PATIENCE);
    assertThat(ids(newest)).containsExactly(all.get(4), all.get(3), all.get(2));
    RawQuery oldestFirst = RawQuery.all().newestFirst(false).query();
    RawPage oldest =
        source.page(oldestFirst, RawCursor.at(fifth.extractedAt(), false), 3, PATIENCE);
    assertThat(ids(oldest)).containsExactly(all.get(4), all.get(5), all.get(6));
  }

  @Test
  void everyConditionNarrowsDown() {
    long other = table.tenant("globex");
    long github = table.integration(other, "github");
    long jira = table.integration(other, "jira");
    long issue = table.row("1", "{\"key\":\"OPS-1\",\"fields\":{\"points\":3}}").store();
    long failed = table.row("2", "{\"key\":\"OPS-2\"}").status("failed").store();
    long project = table.row("1", "{\"key\":\"OPS\"}").entity("jira_projects").store();
    long theirs = table.row("1", "{\"key\":\"OPS-1\"}").of(other, jira).store();
    long pull = table.row("PR", "{\"number\":7}").of(other, github).entity("github_prs").store();
    TenantId globex = new TenantId(other);

    assertThat(found(q -> q.tenant(globex))).containsExactly(pull, theirs);
    assertThat(found(q -> q.tenant(globex).entities(Set.of("jira_issues"))))
        .containsExactly(theirs);
    assertThat(found(q -> q.integration(new IntegrationId(github)))).containsExactly(pull);
    assertThat(found(q -> q.entities(Set.of("jira_issues"))))
        .containsExactly(theirs, failed, issue);
    assertThat(found(q -> q.states(Set.of("failed", "pending")))).containsExactly(failed);
    assertThat(found(q -> q.externalId("1"))).containsExactly(theirs, project, issue);
    assertThat(found(q -> q.externalId("1").tenant(globex))).containsExactly(theirs);
    assertThat(found(q -> q.ids(List.of(pull, issue)))).containsExactly(pull, issue);
    assertThat(found(q -> q.ids(List.of(pull, issue)).tenant(globex))).containsExactly(pull);
    assertThat(found(q -> q.text("ops-1"))).containsExactly(theirs, issue);
    assertThat(found(q -> q.path("$.fields.points"))).containsExactly(issue);
    assertThat(found(q -> q.path("$.number ? (@ == 7)"))).containsExactly(pull);
    assertThat(found(q -> q.path("$.number == 8"))).isEmpty();
    assertThat(found(q -> q.tenant(new TenantId(999)))).isEmpty();
  }

  @Test
  void aTimeRangeHoldsItsBeginningAndNotItsEnd() {
    List<Long> all = some(6);
    RawSource source = open();
    Instant from = source.record(all.get(1)).orElseThrow().line().extractedAt();
    Instant to = source.record(all.get(3)).orElseThrow().line().extractedAt();
    assertThat(found(q -> q.from(from).to(to))).containsExactly(all.get(2), all.get(1));
  }

  @Test
  void textIsFoundAsItIsWrittenAndAsPeopleWriteIt() {
    long quoted = table.row("q", "{\"t\":\"say \\\"hi\\\" 100%_\\\\done\"}").store();
    long emoji = table.row("e", "{\"t\":\"caf\\u00e9 \\ud83d\\ude80\"}").store();
    long space = table.row("z", "{\"t\":\"a\u200bb\"}").store();
    assertThat(found(q -> q.text("\"hi\""))).containsExactly(quoted);
    assertThat(found(q -> q.text("100%_\\"))).containsExactly(quoted);
    assertThat(found(q -> q.text("100%x"))).isEmpty();
    assertThat(found(q -> q.text("CAFÉ 🚀"))).containsExactly(emoji);
    assertThat(found(q -> q.text("a\u200bb"))).containsExactly(space);
  }

  @Test
  void aWrongPathIsToldWithTheWayToWriteIt() {
    some(1);
    RawSource source = open();
    RawQuery wrong = query(q -> q.path("$.fields["));
    assertThatThrownBy(() -> source.page(wrong, RawCursor.first(), 5, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.fields[")
        .hasMessageContaining("Write it like");
  }

  @Test
  void aRecordHasTheBytesThatCame() {
    String odd =
        "{\r\n"
            + "  \"id\" : 9007199254740993, \"big\": 12345678901234567890123.10,\t\"e\": 1e2,"
            + " \"dup\": 1, \"dup\": 2, \"nul\": \"a\\u0000b\", \"z\": \"\u200b\", \"r\": \"🚀\""
            + " }\r\n";
    byte[] bytes = odd.getBytes(StandardCharsets.UTF_8);
    long id = table.row("odd", bytes, "{\"nul\":\"a\ufffdb\"}").flags("{nul}").store();
    RawRecord record = open().record(id).orElseThrow();
    assertThat(record.body()).isEqualTo(bytes);
    assertThat(record.readable()).isEqualTo(bytes);
    assertThat(record.exact()).isTrue();
    assertThat(record.flags()).containsExactly("nul");
    assertThat(record.line().size()).isEqualTo(bytes.length);
    JsonOutline outline = JsonOutline.of(record.readable());
    assertThat(outline.text(outline.at("$.id").orElseThrow())).isEqualTo("9007199254740993");
    assertThat(outline.text(outline.at("$.big").orElseThrow()))
        .isEqualTo("12345678901234567890123.10");
    assertThat(outline.text(outline.at("$.nul").orElseThrow())).isEqualTo("a\0b");
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    long id = some(1).getFirst();
    RawSource source = open();
    assertThat(source.record(id + 1000)).isEmpty();
    assertThat(source.records(List.of(id + 1000, id)))
        .extracting(r -> r.line().id())
        .containsExactly(id);
    assertThat(source.records(List.of())).isEmpty();
  }

  @Test
  void theVersionsOfARecordAreNumberedAndOneIsCurrent() {
    long first = table.row("7", "{\"v\":1}").seen(10).store();
    long second = table.row("7", "{\"v\":2}").seen(30).store();
    long third = table.row("7", "{\"v\":3}").seen(20).store();
    table.row("7", "{\"v\":1}").entity("jira_projects").store();
    RawSource source = open();
    RawLine line = source.record(second).orElseThrow().line();
    assertThat(line.version()).isEqualTo(2);
    assertThat(source.versions(line)).extracting(RawLine::id).containsExactly(third, second, first);
    assertThat(source.versions(line)).extracting(RawLine::version).containsExactly(3, 2, 1);
    assertThat(source.record(second).orElseThrow().current()).isTrue();
    assertThat(source.record(third).orElseThrow().current()).isFalse();
  }

  @Test
  void facetsNameWhatThereIs() {
    some(3);
    table.row("f", "{}").status("failed").entity("jira_projects").store();
    RawFacets facets = open().facets();
    assertThat(facets.tenants()).extracting(RawFacets.Tenant::name).contains("acme");
    assertThat(facets.integrations()).extracting(RawFacets.Integration::provider).contains("jira");
    assertThat(facets.entities())
        .contains(
            new RawFacets.Entity(new TenantId(fixture.tenant), "jira_issues", RawCount.exactly(3)),
            new RawFacets.Entity(
                new TenantId(fixture.tenant), "jira_projects", RawCount.exactly(1)));
    assertThat(facets.states())
        .contains(
            new RawFacets.State("loaded", RawCount.exactly(3)),
            new RawFacets.State("failed", RawCount.exactly(1)));
  }

  @Test
  void rowsAreCounted() {
    some(30);
    RawSource source = open();
    assertThat(source.count(RawQuery.EVERYTHING, PATIENCE)).isEqualTo(RawCount.exactly(30));
    assertThat(source.count(query(q -> q.states(Set.of("failed"))), PATIENCE))
        .isEqualTo(RawCount.exactly(0));
    assertThat(source.count(query(q -> q.path("$.n ? (@ < 10)")), PATIENCE))
        .isEqualTo(RawCount.exactly(10));
  }

  @Test
  void anImpatientSearchSaysHowFarItCameAndGoesOnFromThere() {
    List<Long> all = some(600);
    RawSource source = open();
    RawQuery rare = query(q -> q.path("$.n == 3"));
    RawPage page = source.page(rare, RawCursor.first(), 5, Duration.ZERO);
    int calls = 1;
    assertThat(page.lines()).isEmpty();
    if (!source.capabilities().textIsIndexed()) {
      assertThat(page.searched().whole()).isFalse();
      assertThat(page.searched().rows()).isBetween(1L, 599L);
      assertThat(page.searched().upTo()).isNotNull();
    }
    while (page.lines().isEmpty() && page.after() != null) {
      page = source.page(rare, page.after(), 5, Duration.ZERO);
      calls++;
    }
    assertThat(ids(page)).containsExactly(all.get(3));
    assertThat(calls).isLessThan(600);
  }
}
