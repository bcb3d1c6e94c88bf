package dev.cutover.embedded.oldservice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Writes business rows of four tables, a few in each transaction.
final class RowWriter {
  private static final String SHARED = ", tenant_id, integration_id) VALUES (";

  private final Connection connection;
  private final Catalogue catalogue;
  private final String mark;
  private final AtomicLong number;
  private long item;
  private long pull;

  /// @param mark that no other process of the service has
  /// @param number goes on from one connection to the next: a row whose commit was never answered
  ///   may be there
  RowWriter(Connection connection, Catalogue catalogue, String mark, AtomicLong number) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.mark = mark;
    this.number = number;
  }

  /// One transaction. What it returns is committed.
  List<Diary.Entry> write(int count) throws SQLException {
    List<Diary.Entry> rows = new ArrayList<>();
    connection.setAutoCommit(false);
    try {
      item = 0;
      pull = 0;
      for (int i = 0; i < count; i++) {
        rows.add(row(i % 10));
      }
      connection.commit();
      return rows;
    } catch (SQLException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      cause.addSuppressed(gone);
    }
  }

  private Diary.Entry row(int kind) throws SQLException {
    String id = mark + "-" + number.incrementAndGet();
    if (kind < 4 || item == 0) {
      item =
          insert(
              "work_items (external_id, key, summary, created, updated, project_id, wit_id,"
                  + " status_id"
                  + SHARED
                  + "?, 'OLD-1', 'written by the old service', now(), now(), ?, ?, ?, ?, ?)",
              id,
              catalogue.project(),
              catalogue.type(),
              catalogue.open());
      return new Diary.Entry("work_items", id);
    }
    if (kind < 7) {
      insert(
          "changelogs (external_id, transition_change_date, work_item_id, from_status_id,"
              + " to_status_id"
              + SHARED
              + "?, now(), ?, ?, ?, ?, ?)",
          id,
          item,
          catalogue.open(),
          catalogue.done());
      return new Diary.Entry("changelogs", id);
    }
    if (kind < 9 || pull == 0) {
      pull =
          insert(
              "prs (external_id, name, pr_created_at, repository_id"
                  + SHARED
                  + "?, 'A change', now(), ?, ?, ?)",
              id,
              catalogue.repository());
      return new Diary.Entry("prs", id);
    }
    insert(
        "prs_commits (external_id, message, pr_id" + SHARED + "?, 'A commit', ?, ?, ?)", id, pull);
    return new Diary.Entry("prs_commits", id);
  }

  private long insert(String into, String externalId, long... references) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO " + into + " RETURNING id")) {
      int index = 1;
      statement.setString(index++, externalId);
      for (long reference : references) {
        statement.setLong(index++, reference);
      }
      statement.setLong(index++, catalogue.tenant());
      statement.setLong(index, catalogue.integration());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
