package dev.cutover.database;

import dev.cutover.cutover.WriteFreeze;
import java.sql.Connection;
import java.time.temporal.ChronoUnit;

/// The comment of a database that is frozen says so, to whoever looks with whatever tool. Only the
/// database's owner may set it; for others the fence's own row is what tells.
final class FenceComment {
  private static final String MARK = "WRITES FROZEN by cutover run ";

  private FenceComment() {}

  static void put(Connection connection, WriteFreeze.Fence fence) {
    String text =
        MARK
            + fence.run()
            + " since "
            + fence.since().truncatedTo(ChronoUnit.SECONDS)
            + " ("
            + fence.actor()
            + "). Lift it with `cutover rollback`, or go on with `cutover resume`."
            + (fence.comment().isEmpty() ? "" : " Before: " + fence.comment());
    set(connection, Identifier.literal(text));
  }

  /// Only when it is still ours.
  static void takeBack(Connection connection, String before) {
    String now =
        Sql.on(
                connection,
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE"
                    + " datname = current_database()")
            .one(row -> String.valueOf(row.getString(1)));
    if (now.startsWith(MARK)) {
      set(connection, before.isEmpty() ? "NULL" : Identifier.literal(before));
    }
  }

  private static void set(Connection connection, String literal) {
    String name =
        Sql.on(
                connection,
                "SELECT datname FROM pg_database WHERE datname = current_database() AND"
                    + " pg_has_role(datdba, 'USAGE')")
            .first(row -> row.getString(1))
            .orElse("");
    if (!name.isEmpty()) {
      Sql.on(connection, "COMMENT ON DATABASE " + Identifier.of(name) + " IS " + literal).run();
    }
  }
}
