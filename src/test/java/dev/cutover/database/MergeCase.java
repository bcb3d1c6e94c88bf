package dev.cutover.database;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Batches that are merged into a database of the test's own.
abstract class MergeCase {
  MergeKit kit;

  @BeforeEach
  void open() throws SQLException {
    kit = new MergeKit();
  }

  @AfterEach
  void close() throws SQLException {
    kit.close();
  }
}
