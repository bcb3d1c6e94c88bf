package dev.cutover.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which raw rows, in which direction: every condition that is set must hold.
///
/// @param tenant null for all tenants
/// @param entities words of entities, empty for all
/// @param states words of [RawStatus], empty for all
/// @param ids ids of raw rows, empty for all
/// @param externalId the record's id at its source, or the key that people use for it (`OPS-812`)
/// @param from extracted at this moment or later
/// @param to extracted before this moment
/// @param text occurs in the document, upper and lower case alike
/// @param path SQL/JSON path that finds something in the document, or a predicate that holds for it
/// @param newestFirst by time of extraction, then by id
public record RawQuery(
    @Nullable TenantId tenant,
    @Nullable IntegrationId integration,
    Set<String> entities,
    Set<String> states,
    List<Long> ids,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text,
    @Nullable String path,
    boolean newestFirst) {

  public static final RawQuery EVERYTHING = all().query();

  public RawQuery {
    entities = Set.copyOf(entities);
    states = Set.copyOf(states);
    ids = List.copyOf(ids);
    externalId = blankToNull(externalId);
    text = text == null || text.isEmpty() ? null : text;
    path = blankToNull(path);
  }

  private static @Nullable String blankToNull(@Nullable String given) {
    return given == null || given.isBlank() ? null : given.strip();
  }

  /// Begins a query for all rows, the newest first.
  public static Draft all() {
    return new Draft();
  }

  /// Begins a query that differs a little from this one.
  public Draft but() {
    Draft draft = new Draft();
    draft.tenant = tenant;
    draft.integration = integration;
    draft.entities = entities;
    draft.states = states;
    draft.ids = ids;
    draft.externalId = externalId;
    draft.from = from;
    draft.to = to;
    draft.text = text;
    draft.path = path;
    draft.newestFirst = newestFirst;
    return draft;
  }

  /// True when every document has to be read to answer it.
  public boolean readsDocuments() {
    return text != null || path != null;
  }

  /// True when nothing narrows it down.
  public boolean isEverything() {
    return equals(EVERYTHING.but().newestFirst(newestFirst).query());
  }

  /// A query that is being put together.
  public static final class Draft {
    private @Nullable TenantId tenant;
    private @Nullable IntegrationId integration;
    private Set<String> entities = Set.of();
    private Set<String> states = Set.of();
    private List<Long> ids = List.of();
    private @Nullable String externalId;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable String text;
    private @Nullable String path;
    private boolean newestFirst = true;

    private Draft() {}

    public Draft tenant(@Nullable TenantId one) {
      tenant = one;
      return this;
    }

    public Draft integration(@Nullable IntegrationId one) {
      integration = one;
      return this;
    }

    public Draft entities(Set<String> words) {
      entities = words;
      return this;
    }

    public Draft states(Set<String> words) {
      states = words;
      return this;
    }

    public Draft ids(List<Long> only) {
      ids = only;
      return this;
    }

    public Draft externalId(@Nullable String one) {
      externalId = one;
      return this;
    }

    public Draft from(@Nullable Instant moment) {
      from = moment;
      return this;
    }

    public Draft to(@Nullable Instant moment) {
      to = moment;
      return this;
    }

    public Draft text(@Nullable String part) {
      text = part;
      return this;
    }

    public Draft path(@Nullable String jsonPath) {
      path = jsonPath;
      return this;
    }

    public Draft newestFirst(boolean newest) {
      newestFirst = newest;
      return this;
    }

    public RawQuery query() {
      return new RawQuery(
          tenant,
          integration,
          entities,
          states,
          ids,
          externalId,
          from,
          to,
          text,
          path,
          newestFirst);
    }
  }
}
