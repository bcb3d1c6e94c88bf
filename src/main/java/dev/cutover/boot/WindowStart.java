package dev.cutover.boot;

import dev.cutover.broker.Topology;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Toolkit;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/// A process that opens a window, tells how long that took, and ends: `WindowStart empty` an empty
/// window with the theme, `WindowStart console MARK` the console on the scratch database and queues
/// that the environment names. Two lines, in milliseconds since the process began: `first-frame
/// 900`, `interactive 1500` (the first screen shows its data).
public final class WindowStart {
  private static final int SECOND_FRAME = 2;

  private WindowStart() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    MeasuredWindow.drawWithoutADisplay(environment);
    CompletableFuture<Long> firstFrame = new CompletableFuture<>();
    long interactive;
    if (arguments[0].equals("empty")) {
      Toolkit.start(() -> onFirstFrame(empty(), firstFrame));
      interactive = firstFrame.join();
    } else {
      Home home =
          Home.of(
              environment, System.getProperty("os.name", ""), System.getProperty("user.home", "/"));
      Session session =
          new Session(
              new Target(
                  Target.EMBEDDED,
                  environment.get("CUTOVER_DB"),
                  environment.get("CUTOVER_BROKER")),
              home,
              new KnownSecrets(),
              environment);
      Session scratch =
          session.at(session.databaseAddress(), Topology.Names.ofMyOwn("bench_" + arguments[1]));
      MeasuredWindow window =
          MeasuredWindow.open(scratch, stage -> onFirstFrame(stage, firstFrame));
      window.awaitData();
      interactive = sinceStart();
    }
    System.out.println("first-frame " + firstFrame.join());
    System.out.println("interactive " + interactive);
    // What is open ends with the process: only its beginning is measured.
    Runtime.getRuntime().halt(0);
  }

  private static Stage empty() {
    Stage stage = new Stage();
    Scene scene = new Scene(new Region(), 1280, 860);
    Theme.ofSystem().dress(scene);
    stage.setScene(scene);
    stage.show();
    return stage;
  }

  /// A second frame begins when the first is drawn.
  private static void onFirstFrame(Stage stage, CompletableFuture<Long> done) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        if (stage.isShowing() && ++frames == SECOND_FRAME) {
          done.complete(sinceStart());
          stop();
        }
      }
    }.start();
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
