package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.RecordTransform.Transformed;
import dev.cutover.pipeline.stage.rows.StagedRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Documents in, rows out. JSON is written with single quotes here.
final class Rules {
  private Rules() {}

  static Transformed apply(EntityType entity, Map<String, String> mappings, String... bodies) {
    List<RawDocument> documents = new ArrayList<>();
    for (String body : bodies) {
      long id = 1 + documents.size();
      byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      documents.add(new RawDocument(id, entity, "x" + id, bytes));
    }
    return new PulseTransform().transform(documents, mappings);
  }

  /// The rows of accepted documents.
  static List<StagedRow> rows(EntityType entity, String... bodies) {
    Transformed transformed = apply(entity, Map.of(), bodies);
    assertThat(transformed.rejected()).isEmpty();
    return transformed.rows();
  }

  /// The rows of one type.
  static <T extends StagedRow> List<T> rows(Class<T> type, EntityType entity, String... bodies) {
    return of(type, rows(entity, bodies));
  }

  static <T extends StagedRow> List<T> of(Class<T> type, List<StagedRow> rows) {
    return rows.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Why the only document is rejected.
  static Problem rejection(EntityType entity, String body) {
    Transformed transformed = apply(entity, Map.of(), body);
    assertThat(transformed.rows()).isEmpty();
    assertThat(transformed.rejected()).containsOnlyKeys(1L);
    return transformed.rejected().values().iterator().next();
  }
}
