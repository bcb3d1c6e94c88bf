package dev.cutover.embedded.oldservice;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The sample of the old service: writes business rows at a steady rate and works its schedule off
/// until it is stopped. Like the real one it goes on trying when the database sends it away.
///
/// In its folder: `.env` with its settings; `diary` with every row that it believes committed.
public final class SampleService {
  private static final long TICK_MILLIS = 50;
  private static final long AGAIN_MILLIS = 250;

  private final Path folder;
  private final Consumer<String> log;
  private final CountDownLatch stop;
  private final AtomicLong number = new AtomicLong();

  /// @param log takes lines without secrets
  /// @param stop counted down when it is to end
  public SampleService(Path folder, Consumer<String> log, CountDownLatch stop) {
    this.folder = folder;
    this.log = log;
    this.stop = stop;
  }

  /// Where its diary is, in its folder.
  public static Path diary(Path folder) {
    return folder.resolve("diary");
  }

  /// Returns when it was stopped and what it had begun is committed.
  public void run() throws IOException, InterruptedException {
    Settings settings = Settings.read(folder.resolve(".env"));
    String mark =
        "old"
            + Long.toString(ProcessHandle.current().pid(), 36)
            + "t"
            + Long.toString(System.nanoTime() & Integer.MAX_VALUE, 36);
    log.accept("etl-service starts: " + settings);
    Scheduler scheduler = new Scheduler(TimeUnit.SECONDS.toNanos(settings.jobSeconds()));
    try (Diary diary = new Diary(diary(folder))) {
      String trouble = "";
      do {
        try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.credentials())) {
          trouble = "";
          work(
              connection,
              settings,
              scheduler,
              new RowWriter(connection, Catalogue.in(connection), mark, number),
              diary);
        } catch (SQLException e) {
          String now = e.getSQLState() + " " + firstLine(String.valueOf(e.getMessage()));
          if (!now.equals(trouble)) {
            log.accept("database: " + now + "; trying again");
            trouble = now;
          }
        }
      } while (!stop.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    }
    log.accept("etl-service stopped");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private void work(
      Connection connection, Settings settings, Scheduler scheduler, RowWriter writer, Diary diary)
      throws SQLException, IOException, InterruptedException {
    log.accept("connected");
    long begin = System.nanoTime();
    long written = 0;
    while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      long due = (now - begin) * settings.rowsPerSecond() / 1_000_000_000L - written;
      if (due > 0) {
        // A second's worth at most: what could not be written while it was away is not caught up.
        List<Diary.Entry> rows =
            writer.write((int) Math.min(due, Math.max(1, settings.rowsPerSecond())));
        diary.append(rows);
        written += due;
      }
      connection.setAutoCommit(true);
      scheduler.tick(connection, now);
    }
    connection.setAutoCommit(true);
    scheduler.end(connection);
    log.accept("drained; " + written + " rows in this session");
  }
}
