package dev.cutover.kit;

import dev.cutover.job.Problem;
import dev.cutover.profile.Colour;
import dev.cutover.ui.Access;
import dev.cutover.ui.Acts;
import dev.cutover.ui.BackupActs;
import dev.cutover.ui.Connection;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.CutoverActs;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Overlays;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a view model needs, without a window: everything happens at once on the calling thread, and
/// reads are made by [#beat].
public final class DirectScreen {
  private final List<Runnable> planned = new ArrayList<>();
  private final Connection connection;
  public final ScreenContext context;
  public final Access access;

  public DirectScreen(Environment.Kind kind, CutoverActs cutover, BackupActs backups) {
    Background background = new DirectBackground();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-29T22:00:00Z"));
    PollTimer timer =
        new PollTimer() {
          @Override
          public Background.Pending after(Duration pause, Runnable read) {
            planned.add(read);
            return () -> planned.remove(read);
          }

          @Override
          public void close() {}
        };
    connection =
        new Connection() {
          @Override
          public Environment environment() {
            return new Environment("plant-7", kind, Colour.BLUE, "db7/pulse_db", "mq7/pulse");
          }

          @Override
          public ConsolePorts ports() {
            throw new UnsupportedOperationException();
          }

          @Override
          public Acts acts() {
            return new Acts(
                null, null, null, null, null, null, null, null, cutover, backups, null, null,
                "test");
          }

          @Override
          public void close() {}
        };
    access = new Access(connection, clock, false);
    context =
        new ScreenContext(
            new Views(Texts.of(Locale.ENGLISH)),
            new Overlays(),
            new Times(ZoneId.of("UTC")),
            background,
            new Activities(background, clock, DirectScreen::explain),
            timer,
            Runnable::run,
            clock,
            DirectScreen::explain);
  }

  private static Problem explain(Exception failure) {
    return failure instanceof dev.cutover.cutover.RunRefused refused
        ? refused.problem()
        : new Problem("test", String.valueOf(failure.getMessage()), "");
  }

  /// Carries out the reads that are due, once.
  public void beat() {
    List<Runnable> due = List.copyOf(planned);
    planned.removeAll(due);
    due.forEach(Runnable::run);
  }
}
