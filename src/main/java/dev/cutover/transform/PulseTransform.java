package dev.cutover.transform;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.RecordTransform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The platform's transform rules. A document that cannot be used is rejected by itself, with the
/// field that is to blame; the others of the batch give their rows.
public final class PulseTransform implements RecordTransform {
  private static final Logger LOG = LoggerFactory.getLogger(PulseTransform.class);

  /// Apart, since the window names this class at its start and the mapper is slow to load.
  private static final class Json {
    /// Numbers keep their digits: 12345678901234567.89 is no binary fraction, and 3.10 is not 3.1.
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}
  }

  @Override
  public Transformed transform(List<RawDocument> documents, Map<String, String> fieldMappings) {
    FieldMap fields = FieldMap.of(fieldMappings);
    Rows rows = new Rows();
    Map<Long, Problem> rejected = new LinkedHashMap<>();
    for (RawDocument document : documents) {
      try {
        rows.addAll(read(document, fields));
      } catch (Rejected reason) {
        rejected.put(document.id(), naming(document, reason.problem()));
      } catch (RuntimeException bug) {
        LOG.error("rules failed on {}", nameOf(document), bug);
        rejected.put(document.id(), naming(document, ruleFailed(bug)));
      }
    }
    return new Transformed(rows.inOrder(), rejected);
  }

  private static Rows read(RawDocument document, FieldMap fields) {
    Rows rows = new Rows();
    Fields root = Fields.of(parse(document));
    long rawId = document.id();
    switch (document.entity()) {
      case JIRA_PROJECTS -> CatalogueRows.project(rawId, root, rows);
      case JIRA_ISSUE_TYPES -> rows.add(CatalogueRows.type(rawId, root, null));
      case JIRA_STATUSES -> CatalogueRows.statusOrType(rawId, root, rows);
      case JIRA_PROJECT_STATUSES -> CatalogueRows.projectStatuses(rawId, root, rows);
      case JIRA_ISSUES -> new IssueRows(rawId, root, fields).addTo(rows);
      case JIRA_DEV_STATUS -> DevStatusRows.links(rawId, root, rows);
      case GITHUB_REPOSITORIES -> rows.add(RepositoryRows.catalogue(rawId, root));
      case GITHUB_PRS -> pullRequest(rawId, root, rows);
      case BENCH_NOOP -> throw Rejected.unsupported(document.entity().word());
    }
    return rows;
  }

  private static void pullRequest(long rawId, Fields root, Rows rows) {
    if (root.has("node_id")) {
      new RestPullRequest(rawId, root).addTo(rows);
    } else {
      new GraphqlPullRequest(rawId, root).addTo(rows);
    }
  }

  private static JsonNode parse(RawDocument document) {
    try {
      return Json.MAPPER.readTree(document.body());
    } catch (JacksonException unreadable) {
      throw Rejected.unreadable(unreadable.getOriginalMessage());
    }
  }

  private static Problem naming(RawDocument document, Problem problem) {
    return new Problem(
        problem.code(), nameOf(document) + " was left out. " + problem.what(), problem.remedy());
  }

  private static String nameOf(RawDocument document) {
    return document.entity().word()
        + " "
        + document.externalId()
        + " (raw row "
        + document.id()
        + ")";
  }

  private static Problem ruleFailed(RuntimeException bug) {
    return new Problem(
        "transform.failed",
        "The transform rules failed on it with " + bug.getClass().getSimpleName() + ".",
        "This is a defect of the console: report it with the log and this raw row.");
  }
}
