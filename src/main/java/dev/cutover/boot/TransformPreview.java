package dev.cutover.boot;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.Integrations;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.RecordTransform;
import dev.cutover.pipeline.stage.rows.ChangelogRow;
import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.ProjectStatusRow;
import dev.cutover.pipeline.stage.rows.ProjectWitRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import dev.cutover.pipeline.stage.rows.WorkItemPrLinkRow;
import dev.cutover.pipeline.stage.rows.WorkItemRow;
import dev.cutover.rawdata.BusinessRow;
import dev.cutover.rawdata.BusinessTable;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.RawRecord;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets the transform try a raw record and shows the rows as they would be loaded. Placeholders are
/// left out: whether they are loaded depends on what else there is.
final class TransformPreview implements ExpectedRows {
  private static final String PLACEHOLDER = "discovered_in";
  private static final String CUSTOM_FIELDS = "custom_fields";
  private static final int CUSTOM_FIELD_COUNT = 20;

  private final RecordTransform transform;
  private final Integrations integrations;

  TransformPreview(RecordTransform transform, Integrations integrations) {
    this.transform = transform;
    this.integrations = integrations;
  }

  @Override
  public Answer expected(RawRecord record) {
    Optional<EntityType> entity = EntityType.of(record.line().entity());
    if (entity.isEmpty()) {
      return new Answer.Rejected(
          new Problem(
              "transform.unknown_entity",
              "The transform knows no entity " + record.line().entity() + ".",
              ""));
    }
    RawDocument document =
        new RawDocument(
            record.line().id(),
            entity.get(),
            String.valueOf(record.line().externalId()),
            record.readable());
    RecordTransform.Transformed made =
        transform.transform(
            List.of(document),
            integrations
                .settings(record.line().tenant(), record.line().integration())
                .fieldMappings());
    Problem rejected = made.rejected().get(record.line().id());
    if (rejected != null) {
      return new Answer.Rejected(rejected);
    }
    List<BusinessRow> rows = new ArrayList<>();
    for (StagedRow each : made.rows()) {
      Map<String, @Nullable String> values = values(each);
      boolean saysNothing = each instanceof WorkItemPrLinkRow link && link.externalRepoId() == null;
      if (values.remove(PLACEHOLDER) == null && !saysNothing) {
        rows.add(table(each).row(values));
      }
    }
    return new Answer.Rows(rows);
  }

  private static BusinessTable table(StagedRow row) {
    return switch (row) {
      case ProjectRow _ -> BusinessTable.PROJECTS;
      case WitRow _ -> BusinessTable.WITS;
      case StatusRow _ -> BusinessTable.STATUSES;
      case ProjectWitRow _ -> BusinessTable.PROJECTS_WITS;
      case ProjectStatusRow _ -> BusinessTable.PROJECTS_STATUSES;
      case RepositoryRow _ -> BusinessTable.REPOSITORIES;
      case WorkItemRow _ -> BusinessTable.WORK_ITEMS;
      case ChangelogRow _ -> BusinessTable.CHANGELOGS;
      case WorkItemPrLinkRow _ -> BusinessTable.WORK_ITEMS_PRS_LINKS;
      case PrRow _ -> BusinessTable.PRS;
      case PrCommitRow _ -> BusinessTable.PRS_COMMITS;
      case PrReviewRow _ -> BusinessTable.PRS_REVIEWS;
      case PrCommentRow _ -> BusinessTable.PRS_COMMENTS;
    };
  }

  /// The components of a row under the names of their columns, without the raw row's id.
  private static Map<String, @Nullable String> values(StagedRow row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (name.equals(CUSTOM_FIELDS)) {
        customFields(value(row, component), values);
      } else if (!name.equals("raw_id")) {
        values.put(name, BusinessTable.text(value(row, component)));
      }
    }
    return values;
  }

  private static @Nullable Object value(StagedRow row, RecordComponent component) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its " + component.getName(), e);
    }
  }

  private static void customFields(@Nullable Object fields, Map<String, @Nullable String> values) {
    List<?> list = fields instanceof List<?> given ? given : List.of();
    for (int i = 0; i < CUSTOM_FIELD_COUNT; i++) {
      Object value = i < list.size() ? list.get(i) : null;
      values.put(
          String.format(Locale.ROOT, "custom_field_%02d", i + 1),
          value == null ? null : value.toString());
    }
  }
}
