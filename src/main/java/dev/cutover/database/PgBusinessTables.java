package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Tx;
import dev.cutover.pipeline.stage.BusinessTables;
import dev.cutover.pipeline.stage.rows.StagedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The platform's business tables in PostgreSQL: rows go into typed staging by COPY and from there
/// set by set into their tables.
public final class PgBusinessTables implements BusinessTables {
  @Override
  public void stage(Tx tx, Attempt attempt, List<StagedRow> rows) {
    Map<StagingTable, List<StagedRow>> tables = new EnumMap<>(StagingTable.class);
    for (StagedRow row : rows) {
      tables.computeIfAbsent(StagingTable.of(row), _ -> new ArrayList<>()).add(row);
    }
    Connection connection = PgTx.of(tx);
    try {
      for (var table : tables.entrySet()) {
        copy(connection, attempt, table.getKey(), table.getValue());
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("staging the rows of " + attempt, e);
    }
  }

  @Override
  public int merge(Tx tx, Attempt attempt, EntityType entity, long batch) {
    try {
      return BatchMerge.run(
          PgTx.of(tx), new BatchKey(attempt.tenant(), attempt.integration(), batch));
    } catch (SQLException e) {
      throw new DatabaseTrouble("merging batch " + batch + " of " + entity.word(), e);
    }
  }

  private static void copy(
      Connection connection, Attempt attempt, StagingTable table, List<StagedRow> rows)
      throws SQLException {
    int tenant = Math.toIntExact(attempt.tenant().value());
    int integration = Math.toIntExact(attempt.integration().value());
    CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copySql());
    try {
      BinaryCopy copy = new BinaryCopy(in);
      StagedRowWriter writer = new StagedRowWriter(copy);
      for (StagedRow row : rows) {
        copy.row(table.width());
        copy.int8(attempt.job().value());
        copy.int4(tenant);
        copy.int4(integration);
        writer.write(row);
      }
      long taken = copy.end();
      if (taken != rows.size()) {
        throw new IllegalStateException(
            "COPY into " + table.table() + " took " + taken + " of " + rows.size() + " rows");
      }
    } finally {
      if (in.isActive()) {
        in.cancelCopy();
      }
    }
  }
}
