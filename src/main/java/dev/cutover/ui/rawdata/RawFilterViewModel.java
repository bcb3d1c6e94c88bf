package dev.cutover.ui.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the filter bar says. A search that begins with `$` is a JSON path, anything else is text.
public final class RawFilterViewModel {
  private final ObjectProperty<@Nullable Choice<TenantId>> tenant = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Choice<IntegrationId>> integration =
      new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Choice<String>> entity = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Choice<String>> state = new SimpleObjectProperty<>();
  private final StringProperty record = new SimpleStringProperty("");
  private final StringProperty search = new SimpleStringProperty("");
  private final StringProperty from = new SimpleStringProperty("");
  private final StringProperty to = new SimpleStringProperty("");
  private final ObservableList<Choice<TenantId>> tenants = FXCollections.observableArrayList();
  private final ObservableList<Choice<IntegrationId>> integrations =
      FXCollections.observableArrayList();
  private final ObservableList<Choice<String>> entities = FXCollections.observableArrayList();
  private final ObservableList<Choice<String>> states = FXCollections.observableArrayList();

  /// Something to choose.
  ///
  /// @param value null for no condition
  /// @param title as the user reads it
  public record Choice<T>(@Nullable T value, String title) {}

  /// Words for choices.
  interface Wording {
    String all();

    String state(String word);

    String counted(String word, RawFacets facets);
  }

  /// Offers what there is; what is chosen stays chosen.
  void offer(RawFacets facets, Wording wording) {
    tenants.setAll(List.of(new Choice<>(null, wording.all())));
    facets.tenants().forEach(each -> tenants.add(new Choice<>(each.id(), each.name())));
    integrations.setAll(List.of(new Choice<>(null, wording.all())));
    facets
        .integrations()
        .forEach(
            each -> integrations.add(new Choice<>(each.id(), each.id() + " " + each.provider())));
    entities.setAll(List.of(new Choice<>(null, wording.all())));
    facets.entities().stream()
        .map(RawFacets.Entity::entity)
        .distinct()
        .sorted()
        .forEach(word -> entities.add(new Choice<>(word, wording.counted(word, facets))));
    states.setAll(List.of(new Choice<>(null, wording.all())));
    facets
        .states()
        .forEach(each -> states.add(new Choice<>(each.status(), wording.state(each.status()))));
  }

  /// Says what a query asks for: tenant, integration, one entity, one state, the record.
  void fill(RawQuery query, String tenantName, Wording wording) {
    clear();
    TenantId ofTenant = query.tenant();
    if (ofTenant != null) {
      tenant.set(chosen(tenants, ofTenant, tenantName));
    }
    IntegrationId of = query.integration();
    if (of != null) {
      integration.set(chosen(integrations, of, of.toString()));
    }
    query.entities().stream()
        .findFirst()
        .ifPresent(word -> entity.set(chosen(entities, word, word)));
    query.states().stream()
        .findFirst()
        .ifPresent(word -> state.set(chosen(states, word, wording.state(word))));
    String wanted = query.externalId();
    record.set(wanted == null ? "" : wanted);
  }

  /// The offered choice with this value, else one with a title of its own.
  private static <T> Choice<T> chosen(ObservableList<Choice<T>> offered, T value, String title) {
    return offered.stream()
        .filter(each -> value.equals(each.value()))
        .findFirst()
        .orElseGet(() -> new Choice<>(value, title));
  }

  /// @throws IllegalArgumentException when a time cannot be read; the message says which
  RawQuery query() {
    String wanted = search.get().strip();
    boolean path = wanted.startsWith("$");
    return RawQuery.all()
        .tenant(value(tenant))
        .integration(value(integration))
        .entities(set(value(entity)))
        .states(set(value(state)))
        .externalId(record.get())
        .from(moment(from.get()))
        .to(moment(to.get()))
        .text(path ? null : wanted)
        .path(path ? wanted : null)
        .query();
  }

  private static <T> @Nullable T value(ObjectProperty<@Nullable Choice<T>> property) {
    Choice<T> choice = property.get();
    return choice == null ? null : choice.value();
  }

  private static Set<String> set(@Nullable String word) {
    return word == null ? Set.of() : Set.of(word);
  }

  /// A day or a minute in UTC; null when nothing is written.
  ///
  /// @throws IllegalArgumentException with the text when it is neither
  static @Nullable Instant moment(String text) {
    String written = text.strip().replaceFirst("(?i)\\s*(utc|z)$", "").replaceFirst(" +", "T");
    if (written.isEmpty()) {
      return null;
    }
    try {
      return written.contains("T")
          ? LocalDateTime.parse(written).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  void clear() {
    tenant.set(null);
    integration.set(null);
    entity.set(null);
    state.set(null);
    record.set("");
    search.set("");
    from.set("");
    to.set("");
  }

  public ObjectProperty<@Nullable Choice<TenantId>> tenantProperty() {
    return tenant;
  }

  public ObjectProperty<@Nullable Choice<IntegrationId>> integrationProperty() {
    return integration;
  }

  public ObjectProperty<@Nullable Choice<String>> entityProperty() {
    return entity;
  }

  public ObjectProperty<@Nullable Choice<String>> stateProperty() {
    return state;
  }

  public StringProperty recordProperty() {
    return record;
  }

  public StringProperty searchProperty() {
    return search;
  }

  public StringProperty fromProperty() {
    return from;
  }

  public StringProperty toProperty() {
    return to;
  }

  public ObservableList<Choice<TenantId>> tenants() {
    return tenants;
  }

  public ObservableList<Choice<IntegrationId>> integrations() {
    return integrations;
  }

  public ObservableList<Choice<String>> entities() {
    return entities;
  }

  public ObservableList<Choice<String>> states() {
    return states;
  }
}
