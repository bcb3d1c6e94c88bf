package dev.cutover.bench;

import dev.cutover.rawdata.JsonLines;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// How long a large document takes to open, as outline and as text, beside parsing it into a tree.
public final class DocumentBench {
  private static final String HISTORY =
      "{\"id\":\"%d\",\"author\":{\"displayName\":\"A. Person\",\"active\":true},\"created\":"
          + "\"2026-01-01T00:00:00.000+0000\",\"items\":[{\"field\":\"status\",\"fromString\":"
          + "\"To Do\",\"toString\":\"Done\"},{\"field\":\"description\",\"toString\":\"%s\"}]}";

  private final Ground ground;
  private final RawSource source;

  DocumentBench(Ground ground, RawSource source) {
    this.ground = ground;
    this.source = source;
  }

  /// Milliseconds each.
  ///
  /// @param fetched bytes out of the database
  /// @param opened outline with what is shown of it first
  /// @param text the same document laid out in lines
  /// @param parsed the limit: the tree of a parser
  public record Result(int bytes, Millis fetched, Millis opened, Millis text, Millis parsed) {
    /// What opening may take beside parsing.
    public double allowed() {
      return 2 * parsed.median() + 100;
    }
  }

  Result run(int megabytes, int rounds) {
    store(document(megabytes << 20));
    RawQuery query = RawQuery.all().externalId("large").query();
    long id =
        source.page(query, RawCursor.first(), 1, Duration.ofSeconds(60)).lines().getFirst().id();
    JsonMapper mapper = JsonMapper.builder().build();
    List<Double> fetched = new ArrayList<>();
    List<Double> opened = new ArrayList<>();
    List<Double> text = new ArrayList<>();
    List<Double> parsed = new ArrayList<>();
    int bytes = 0;
    for (int round = -2; round < rounds; round++) {
      List<RawRecord> record = new ArrayList<>();
      double fetching = Millis.took(() -> record.add(source.record(id).orElseThrow()));
      byte[] body = record.getFirst().readable();
      bytes = body.length;
      double opening = Millis.took(() -> open(body));
      double laying = Millis.took(() -> lay(body));
      double parsing = Millis.took(() -> mustHoldAll(mapper.readTree(body).size()));
      if (round >= 0) {
        fetched.add(fetching);
        opened.add(opening);
        text.add(laying);
        parsed.add(parsing);
      }
    }
    return new Result(
        bytes, new Millis(fetched), new Millis(opened), new Millis(text), new Millis(parsed));
  }

  /// What a screen shows first: the root and what is in it, a line each.
  private static void open(byte[] body) {
    JsonOutline outline = JsonOutline.of(body);
    int shown = 0;
    for (JsonOutline.Node node : outline.children(outline.root())) {
      shown += outline.preview(node, 120).length() + outline.children(node).size();
    }
    mustHoldAll(shown);
  }

  private static void lay(byte[] body) {
    JsonLines lines = JsonLines.of(body);
    int shown = 0;
    for (int line = 0; line < 50; line++) {
      shown += lines.line(line, 400).length();
    }
    mustHoldAll(shown);
  }

  private static void mustHoldAll(int found) {
    if (found == 0) {
      throw new IllegalStateException("the document is empty");
    }
  }

  private static byte[] document(int bytes) {
    String words = "some words of a description that nobody reads ".repeat(4);
    StringBuilder json = new StringBuilder(bytes + 1000);
    json.append("{\"id\":\"1\",\"key\":\"OPS-1\",\"changelog\":{\"histories\":[");
    for (long id = 9_007_199_254_740_993L; json.length() < bytes; id++) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append(HISTORY.formatted(id, words));
    }
    return json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void store(byte[] body) {
    try (PreparedStatement statement =
        ground
            .connection()
            .prepareStatement(
                """
                INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data,
                  raw_body, content_sha256)
                SELECT i.tenant_id, i.id, 'jira_issues', 'large', convert_from(?, 'UTF8')::jsonb, ?, '\\x00'
                FROM integrations i LIMIT 1
                """)) {
      statement.setBytes(1, body);
      statement.setBytes(2, body);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Ground.trouble("storing the document", e);
    }
  }
}
