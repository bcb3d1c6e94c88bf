package dev.cutover.pipeline.stage;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a tenant's own words and custom fields mean in the platform's columns, and which of them
/// mean nothing yet. A change is applied to the rows at hand in the transaction that records it.
public interface Mappings {

  /// Tenants that have an integration.
  List<Tenant> tenants();

  /// Everything of one kind: what is mapped, and what is not.
  Sheet sheet(TenantId tenant, Kind kind);

  /// Gives values a meaning, in place of the one they had. All of them or none.
  Answer set(Place place, List<String> values, Meaning meaning, By by);

  /// Takes their meaning away. All of them or none.
  Answer remove(Place place, List<String> values, By by);

  /// What is mapped.
  enum Kind {
    /// Names of statuses to a step and its category.
    STATUSES,
    /// Names of issue types to a type and its level.
    TYPES,
    /// Fields of a source to columns of `work_items`.
    FIELDS;

    /// Word for commands and text keys.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  record Tenant(TenantId id, String name) {}

  /// Where a mapping belongs. Statuses and types are the tenant's, fields an integration's.
  ///
  /// @param integration for fields; null when the tenant has only one that fields can come from
  record Place(TenantId tenant, Kind kind, @Nullable IntegrationId integration) {}

  /// What a value means.
  ///
  /// @param to name of the step, name of the type, or column
  /// @param grade category of the step, or level of the type (`1`, `Epics`, or `1 Epics` to name a
  ///   new one); empty for fields
  record Meaning(String to, String grade) {}

  /// Who and why, for the record.
  record By(String actor, String reason) {}

  /// A value with what it means, if anything.
  ///
  /// @param integration of a field; null for statuses and types
  /// @param meaning null when it has none
  /// @param items work items that have it; for fields, newest raw issues in which it is filled
  /// @param unmapped true when rows have the value and no mapping: it has no meaning, or its
  ///   meaning was not applied to all of them
  record Line(
      String value,
      @Nullable IntegrationId integration,
      @Nullable Meaning meaning,
      long items,
      boolean unmapped) {}

  /// @param lines the unmapped first, each part by how much it is used
  /// @param targets meanings to choose from
  /// @param grades categories or levels to choose from; none for fields
  /// @param looked how many of the newest raw issues were looked at for fields; 0 otherwise
  record Sheet(List<Line> lines, List<String> targets, List<String> grades, long looked) {
    public long unmapped() {
      return lines.stream().filter(Line::unmapped).count();
    }
  }

  /// What became of a change.
  sealed interface Answer {

    /// @param values that were changed
    /// @param rows of statuses or types that point elsewhere now
    record Changed(int values, long rows) implements Answer {}

    /// Nothing was changed.
    record Refused(Problem problem) implements Answer {}
  }
}
