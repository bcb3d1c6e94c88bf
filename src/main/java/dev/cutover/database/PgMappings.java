package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.Mappings;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `statuses_mappings`, `wits_mappings` and `custom_fields_mappings` as an administrator changes
/// them. A change waits for the merges of the tenant that are under way and keeps new ones waiting,
/// so that no row is loaded with the meaning of before.
public final class PgMappings implements Mappings {
  private static final int LONGEST_WORD = 255;

  private final Database database;
  private final Map<Kind, MappedWords> kinds = new EnumMap<>(Kind.class);

  public PgMappings(Database database) {
    this.database = database;
    kinds.put(Kind.STATUSES, new StatusWords());
    kinds.put(Kind.TYPES, new TypeWords());
    kinds.put(Kind.FIELDS, new FieldWords());
  }

  private MappedWords words(Kind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }

  @Override
  public List<Tenant> tenants() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT t.id, t.name FROM tenants t WHERE EXISTS (SELECT FROM integrations i"
                        + " WHERE i.tenant_id = t.id AND i.type = 'Data') ORDER BY lower(t.name),"
                        + " t.id")
                .list(row -> new Tenant(new TenantId(row.getLong(1)), row.getString(2))));
  }

  @Override
  public Sheet sheet(TenantId tenant, Kind kind) {
    return database.withConnection(connection -> words(kind).sheet(connection, tenant.value()));
  }

  /// A part of a change.
  private interface Step<T> {
    T on(Connection connection, MappedWords.Scope scope);
  }

  @Override
  public Answer set(Place place, List<String> values, Meaning meaning, By by) {
    List<String> wanted = values.stream().map(String::strip).distinct().toList();
    for (String word : wanted) {
      if (word.isEmpty() || word.length() > LONGEST_WORD) {
        return refused(
            "mapping.value", "A value must have 1 to " + LONGEST_WORD + " characters.", "");
      }
    }
    if (meaning.to().isBlank() || meaning.to().length() > LONGEST_WORD) {
      return refused(
          "mapping.target",
          "What the value means must have 1 to " + LONGEST_WORD + " characters.",
          "");
    }
    Meaning clean = new Meaning(meaning.to().strip(), meaning.grade().strip());
    MappedWords words = words(place.kind());
    return change(
        place,
        wanted,
        by,
        (connection, scope) -> words.displaced(connection, scope, wanted, clean),
        (connection, scope) -> words.set(connection, scope, wanted, clean));
  }

  @Override
  public Answer remove(Place place, List<String> values, By by) {
    List<String> wanted = values.stream().map(String::strip).distinct().toList();
    return change(
        place,
        wanted,
        by,
        (_, _) -> List.of(),
        (connection, scope) -> {
          Map<String, String> before = words(place.kind()).meanings(connection, scope, wanted);
          List<String> none = wanted.stream().filter(value -> !before.containsKey(value)).toList();
          if (!none.isEmpty()) {
            throw new MappedWords.NotMappable(
                "mapping.none",
                "There is no mapping of '" + String.join("', '", none) + "'.",
                "See `cutover mapping list " + place.kind().word() + "`.");
          }
          return words(place.kind()).remove(connection, scope, wanted);
        });
  }

  /// @param displaced other values that change along
  /// @param step tells how many rows point elsewhere
  private Answer change(
      Place place, List<String> values, By by, Step<List<String>> displaced, Step<Long> step) {
    if (values.isEmpty()) {
      return refused("mapping.value", "No value was named.", "Name one or more.");
    }
    try {
      return database.inTransaction(
          tx -> {
            Connection connection = PgTx.of(tx);
            long tenant = place.tenant().value();
            lock(connection, tenant);
            MappedWords.Scope scope = new MappedWords.Scope(tenant, integration(connection, place));
            MappedWords words = words(place.kind());
            List<String> touched = new ArrayList<>(displaced.on(connection, scope));
            touched.addAll(values);
            Map<String, String> before = words.meanings(connection, scope, touched);
            long rows = step.on(connection, scope);
            Map<String, String> after = words.meanings(connection, scope, touched);
            for (String value : touched) {
              record(connection, scope, place.kind(), value, before, after, by);
            }
            return new Answer.Changed(values.size(), rows);
          });
    } catch (MappedWords.NotMappable no) {
      return new Answer.Refused(no.problem());
    }
  }

  /// In the order of the ids, each like a merge that runs alone.
  private static void lock(Connection connection, long tenant) {
    List<Long> all =
        Sql.on(connection, "SELECT id FROM integrations WHERE tenant_id = ? ORDER BY id")
            .with(tenant)
            .list(row -> row.getLong(1));
    for (long each : all) {
      Sql.on(connection, "SELECT pg_advisory_xact_lock(?, ?)")
          .with(BatchMerge.LOCK_CLASS)
          .with(Math.toIntExact(each))
          .run();
    }
  }

  /// The integration that is named, or the only one; for words of the whole tenant its first.
  private static long integration(Connection connection, Place place) {
    List<Long> all =
        Sql.on(
                connection,
                "SELECT id FROM integrations WHERE tenant_id = ? AND type = 'Data'"
                    + " AND lower(provider) NOT LIKE 'github%' ORDER BY id")
            .with(place.tenant().value())
            .list(row -> row.getLong(1));
    IntegrationId named = place.integration();
    Optional<Long> found =
        named != null
            ? all.stream().filter(id -> id == named.value()).findFirst()
            : all.stream().findFirst();
    if (found.isEmpty()) {
      throw new MappedWords.NotMappable(
          "mapping.integration",
          "Tenant "
              + place.tenant()
              + " has no "
              + (named == null ? "integration" : "integration " + named)
              + " with issues.",
          "See `cutover integration list`.");
    }
    if (named == null && place.kind() == Kind.FIELDS && all.size() > 1) {
      throw new MappedWords.NotMappable(
          "mapping.integration",
          "Fields belong to an integration, and the tenant has several: " + all + ".",
          "Say which with --integration.");
    }
    return found.get();
  }

  private static void record(
      Connection connection,
      MappedWords.Scope scope,
      Kind kind,
      String value,
      Map<String, String> before,
      Map<String, String> after,
      By by) {
    if (Objects.equals(before.get(value), after.get(value))) {
      return;
    }
    SettingEvents.append(
        connection,
        new SettingEvents.Change(
            scope.tenant(),
            kind == Kind.FIELDS ? scope.integration() : null,
            kind.word(),
            value,
            before.get(value),
            after.get(value)),
        by.actor(),
        by.reason());
  }

  private static Answer refused(String code, String what, String remedy) {
    return new Answer.Refused(new Problem(code, what, remedy));
  }
}
