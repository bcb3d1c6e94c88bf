package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.LiveRawSource;
import dev.cutover.job.Progress;
import dev.cutover.job.TenantId;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.RawSourceContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A snapshot of a live database answers as that database does.
class SnapshotSourceTest extends RawSourceContract {
  private final Path folder = TestFolder.create("snapshot");
  private final List<SnapshotSource> opened = new ArrayList<>();
  private final RawSource live = new LiveRawSource(fixture.database("ui"), "live");
  private int made;

  @Override
  protected RawSource open() {
    Path file = folder.resolve(made++ + ".cutover.sqlite");
    new SnapshotWriter(folder)
        .write(
            live,
            RawQuery.EVERYTHING,
            null,
            new SnapshotWriter.Circumstances(Instant.parse("2026-01-02T03:04:05Z"), "test", ""),
            file,
            Progress.SILENT);
    SnapshotSource source = SnapshotSource.open(file, folder);
    opened.add(source);
    return source;
  }

  @AfterEach
  void closeThem() {
    opened.forEach(SnapshotSource::close);
    TestFolder.delete(folder);
  }

  @Test
  void itTellsWhenItWasTakenAndOffersNoActs() {
    var capabilities = open().capabilities();
    assertThat(capabilities.frozenSince()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(capabilities.acts()).isFalse();
    assertThat(capabilities.loadedRows()).isFalse();
  }

  @Test
  void aPartOfAWordIsFoundAsOnTheLiveDatabase() {
    long inside = table.row("1", "{\"t\":\"a Blocker+ and 10812\"}").store();
    long begins = table.row("2", "{\"t\":\"lock 812\"}").store();
    table.row("3", "{\"t\":\"nothing here\"}").store();
    RawSource snapshot = open();
    for (String text : List.of("lock", "LOCKER", "812", "r+ and 1", "ocker+ an", "+ and", "k 81")) {
      RawQuery query = RawQuery.all().text(text).query();
      assertThat(ids(snapshot, query)).as(text).isEqualTo(ids(live, query));
    }
    assertThat(ids(snapshot, RawQuery.all().text("lock").query())).containsExactly(begins, inside);
  }

  @Test
  void pathsMeanWhatTheyMeanInTheDatabase() {
    for (String document :
        List.of(
            "{\"a\":1,\"b\":{\"c\":[1,2,{\"d\":\"x\"}]},\"n\":null}",
            "{\"a\":\"1\",\"b\":{\"c\":{\"d\":\"X y\"}},\"list\":[]}",
            "{\"a\":1.50,\"b\":[{\"c\":{\"d\":\"xy\"}},{\"c\":7}],\"t\":true}",
            "{\"a\":-12345678901234567890.5,\"due date\":\"2026-01-02\",\"dup\":1,\"dup\":2}",
            "{\"a\":{\"a\":{\"a\":[[1],[2,3]]}},\"e\":1e2}",
            "[{\"a\":5},{\"a\":\"z\"}]",
            "{}")) {
      table.row("p" + document.hashCode(), document).store();
    }
    RawSource snapshot = open();
    for (String path :
        List.of(
            "$.a",
            "$.b.c.d",
            "$.b[*].c",
            "$.b.c[2].d",
            "$.b.c[last]",
            "$.b.c[0 to 1] ? (@ > 1)",
            "$.a ? (@ == 1)",
            "$.a == 1",
            "$.a == 1.5",
            "$.a == \"1\"",
            "$.a < 0",
            "$.a > 1",
            "$.n == null",
            "$.n",
            "$.t ? (@ == true)",
            "$.\"due date\" starts with \"2026\"",
            "$.b.c.d like_regex \"^x\"",
            "$.b.c.d like_regex \"^x\" flag \"i\"",
            "exists($.list)",
            "$.list[*]",
            "$.list.size() == 0",
            "$.list.type() == \"array\"",
            "$.**.d",
            "$.*",
            "$.dup == 2",
            "$.dup == 1",
            "$.e == 100",
            "$.a.a.a[*][*] ? (@ >= 3)",
            "!($.a == 1)",
            "!exists($.a)",
            "$.a == 1 && $.n == null",
            "$.a == 1 || $.t == true",
            "($.a == 1) is unknown",
            "$.a + 1 == 2",
            "$.a.double() == 1",
            "$.a * 2 == 3",
            "strict $.b.c.d",
            "strict $.a",
            "strict $.b.c[*].d",
            "$ ? (@.a == 1 && exists(@.n))",
            "$.b ? (exists(@.c ? (@.d == \"xy\")))",
            "$[*].a",
            "$[0].a",
            "$[1 to last].a == \"z\"",
            "-$.a == -1",
            "$.a.ceiling() == 2",
            "$.a != 1",
            "$.a <> null",
            "$.b.c.d ? (@ > \"a\")",
            "lax $.b.c.d",
            "$.b.**{2}",
            "$.a ? (@ like_regex \"1\")")) {
      RawQuery query = RawQuery.all().path(path).query();
      assertThat(ids(snapshot, query)).as(path).isEqualTo(ids(live, query));
    }
  }

  private static List<Long> ids(RawSource source, RawQuery query) {
    return source.page(query, RawCursor.first(), 100, PATIENCE).lines().stream()
        .map(RawLine::id)
        .toList();
  }

  @Test
  void everyFilterTogetherWithEveryOtherGivesTheSameRows() {
    long other = table.tenant("globex");
    long theirs = table.integration(other, "github");
    for (int i = 0; i < 60; i++) {
      var row =
          table
              .row("x" + i % 7, "{\"n\":" + i + ",\"t\":\"word" + i % 5 + "\"}")
              .entity(i % 3 == 0 ? "jira_projects" : "jira_issues")
              .status(i % 4 == 0 ? "failed" : i % 4 == 1 ? "pending" : "loaded")
              .seen(i);
      (i % 2 == 0 ? row : row.of(other, theirs)).store();
    }
    RawSource snapshot = open();
    for (int bits = 0; bits < 64; bits++) {
      RawQuery.Draft draft = RawQuery.all().newestFirst((bits & 1) == 0);
      if ((bits & 2) != 0) {
        draft.tenant(new TenantId(other));
      }
      if ((bits & 4) != 0) {
        draft.entities(java.util.Set.of("jira_issues"));
      }
      if ((bits & 8) != 0) {
        draft.states(java.util.Set.of("failed", "pending"));
      }
      if ((bits & 16) != 0) {
        draft.text("WORD3");
      }
      if ((bits & 32) != 0) {
        draft.externalId("x3");
      }
      RawQuery query = draft.query();
      assertThat(ids(snapshot, query)).as("%s", query).isEqualTo(ids(live, query));
      assertThat(snapshot.count(query, PATIENCE)).isEqualTo(live.count(query, PATIENCE));
    }
    assertThat(snapshot.facets()).isEqualTo(live.facets());
    for (RawLine line : live.page(RawQuery.EVERYTHING, RawCursor.first(), 100, PATIENCE).lines()) {
      assertThat(snapshot.record(line.id()).orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(live.record(line.id()).orElseThrow());
      assertThat(snapshot.versions(line)).isEqualTo(live.versions(line));
    }
  }
}
