package dev.cutover.ui;

/// Made-up records to try the program with. Only beside the embedded services.
public interface SampleRecords {

  /// Writes the records, the same each time, and adds the integration that reads them; once more,
  /// it is the same one.
  ///
  /// @return the id of the integration
  long add() throws InterruptedException;
}
