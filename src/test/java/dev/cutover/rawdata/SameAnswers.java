package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Asks two sources the same questions about everything that they hold.
public final class SameAnswers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> PATHS =
      List.of(
          "$.id",
          "$.fields.status.name",
          "$.fields.status ? (@.name == \"Done\")",
          "$.fields.customfield_10024 ? (@ > 1)",
          "$.changelog.histories[*].items[*] ? (@.field == \"status\")",
          "$.**.emailAddress",
          "$.number ? (@ >= 100)",
          "$.title like_regex \"fix\" flag \"i\"",
          "$.fields.labels.size() > 0");

  private SameAnswers() {}

  /// @param texts to search for
  /// @return rows that were compared
  public static int assertThem(RawSource expected, RawSource found, List<String> texts) {
    List<RawLine> lines = all(expected, RawQuery.EVERYTHING);
    assertThat(all(found, RawQuery.EVERYTHING)).isEqualTo(lines);
    assertThat(all(found, RawQuery.all().newestFirst(false).query())).isEqualTo(lines.reversed());
    assertThat(found.facets().entities()).isEqualTo(expected.facets().entities());
    assertThat(found.facets().states()).isEqualTo(expected.facets().states());
    for (RawLine line : lines) {
      assertThat(found.record(line.id()).orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(expected.record(line.id()).orElseThrow());
      assertThat(found.versions(line)).isEqualTo(expected.versions(line));
    }
    for (RawQuery query : queries(expected.facets(), lines, texts)) {
      assertThat(all(found, query)).as("%s", query).isEqualTo(all(expected, query));
      assertThat(found.count(query, PATIENCE))
          .as("%s", query)
          .isEqualTo(expected.count(query, PATIENCE));
    }
    return lines.size();
  }

  private static List<RawQuery> queries(RawFacets facets, List<RawLine> lines, List<String> texts) {
    List<RawQuery> queries = new ArrayList<>();
    for (RawFacets.Tenant tenant : facets.tenants()) {
      queries.add(RawQuery.all().tenant(tenant.id()).query());
      queries.add(RawQuery.all().tenant(tenant.id()).entities(Set.of("jira_issues")).query());
    }
    for (RawFacets.Integration integration : facets.integrations()) {
      queries.add(RawQuery.all().integration(integration.id()).query());
    }
    for (RawFacets.State state : facets.states()) {
      queries.add(RawQuery.all().states(Set.of(state.status())).query());
    }
    for (RawLine line : lines.subList(0, Math.min(20, lines.size()))) {
      queries.add(RawQuery.all().externalId(line.externalId()).query());
      queries.add(RawQuery.all().externalId(line.label()).query());
    }
    RawLine middle = lines.get(lines.size() / 2);
    queries.add(RawQuery.all().from(middle.extractedAt()).query());
    queries.add(RawQuery.all().to(middle.extractedAt()).query());
    texts.forEach(text -> queries.add(RawQuery.all().text(text).query()));
    PATHS.forEach(path -> queries.add(RawQuery.all().path(path).query()));
    return queries;
  }

  private static List<RawLine> all(RawSource source, RawQuery query) {
    List<RawLine> lines = new ArrayList<>();
    RawCursor at = RawCursor.first();
    while (at != null) {
      RawPage page = source.page(query, at, 97, PATIENCE);
      lines.addAll(page.lines());
      at = page.after();
    }
    return lines;
  }
}
