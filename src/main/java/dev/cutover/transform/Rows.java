package dev.cutover.transform;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects rows by table, so that they come out in an order in which none refers to a later one. A
/// hundred issues name the same few projects, types and statuses: each such placeholder is kept
/// once.
final class Rows {
  private static final int TABLES = 13;

  private final List<List<StagedRow>> tables = new ArrayList<>();
  private final Set<Placeholder> placeholders = new HashSet<>();

  Rows() {
    for (int i = 0; i < TABLES; i++) {
      tables.add(new ArrayList<>());
    }
  }

  void add(StagedRow row) {
    Placeholder placeholder = placeholder(row);
    if (placeholder == null || placeholders.add(placeholder)) {
      tables.get(order(row)).add(row);
    }
  }

  void addAll(Rows other) {
    other.tables.forEach(table -> table.forEach(this::add));
  }

  boolean isEmpty() {
    return tables.stream().allMatch(List::isEmpty);
  }

  List<StagedRow> inOrder() {
    List<StagedRow> all = new ArrayList<>();
    tables.forEach(all::addAll);
    return all;
  }

  private static int order(StagedRow row) {
    return switch (row) {
      case ProjectRow _ -> 0;
      case WitRow _ -> 1;
      case StatusRow _ -> 2;
      case ProjectWitRow _ -> 3;
      case ProjectStatusRow _ -> 4;
      case RepositoryRow _ -> 5;
      case WorkItemRow _ -> 6;
      case ChangelogRow _ -> 7;
      case WorkItemPrLinkRow _ -> 8;
      case PrRow _ -> 9;
      case PrCommitRow _ -> 10;
      case PrReviewRow _ -> 11;
      case PrCommentRow _ -> 12;
    };
  }

  private static @Nullable Placeholder placeholder(StagedRow row) {
    return switch (row) {
      // The project of a list of statuses is what that document stands for, even if the list is
      // empty.
      case ProjectRow p when Placeholders.IN_ISSUE.equals(p.discoveredIn()) ->
          new Placeholder(0, p.externalId(), Placeholders.IN_ISSUE);
      case WitRow w when w.discoveredIn() != null ->
          new Placeholder(1, w.externalId(), w.discoveredIn());
      case StatusRow s when s.discoveredIn() != null ->
          new Placeholder(2, s.externalId(), s.discoveredIn());
      case RepositoryRow r when r.discoveredIn() != null ->
          new Placeholder(5, r.externalId(), r.discoveredIn());
      default -> null;
    };
  }

  private record Placeholder(int table, String externalId, String discoveredIn) {}
}
