package dev.cutover.database;

import dev.cutover.job.TenantId;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which entities which tenants have raw rows of.
final class RawPairs {
  private static final String STATEMENT = SqlResource.load("raw/pairs.sql").text();

  private RawPairs() {}

  record Pair(long tenant, String entity) {}

  /// @param tenant null for all
  static List<Pair> of(Connection connection, @Nullable TenantId tenant) {
    long first = tenant == null ? 0 : tenant.value();
    long last = tenant == null ? Integer.MAX_VALUE : tenant.value();
    return Sql.on(connection, STATEMENT)
        .with(first)
        .with(last)
        .with(first)
        .with(last)
        .list(row -> new Pair(row.getLong(1), row.getString(2)));
  }
}
