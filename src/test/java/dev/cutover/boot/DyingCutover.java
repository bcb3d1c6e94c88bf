package dev.cutover.boot;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.kit.HaltingJournal;
import dev.cutover.secret.KnownSecrets;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A process that carries a cutover out, says when it is at a boundary of its journal, and waits
/// there for kill -9; or goes on, to be killed in the middle of what it does.
final class DyingCutover {
  private DyingCutover() {}

  /// Where it is to die.
  ///
  /// @param record of this life, counted from 1
  /// @param side before it is written, after, or during what follows it
  record Death(int record, Side side) {
    enum Side {
      BEFORE,
      AFTER,
      DURING
    }
  }

  /// Reads one line, as [#order] makes it: so it can be started before it is known what it does.
  public static void main(String[] arguments) throws Exception {
    List<String> order =
        List.of(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .readLine()
                .split("\t", -1));
    Path home = Path.of(order.get(0));
    Death death = new Death(Integer.parseInt(order.get(5)), Death.Side.valueOf(order.get(6)));
    Target target = new Target(Target.EMBEDDED, order.get(1), order.get(2));
    try (Session session = new Session(target, home(home), new KnownSecrets(), Map.of())) {
      CutoverDesk desk =
          new CutoverDesk(
              session,
              file ->
                  new HaltingJournal(
                      file,
                      death.record(),
                      death.side() != Death.Side.BEFORE,
                      () -> boundary(death.side())));
      FrozenPlan plan = desk.files().load(Path.of(order.get(3)));
      try (CutoverRun run = opened(desk, plan)) {
        CutoverSnapshot end = AutoPilot.fly(run, AutoPilot.Course.valueOf(order.get(4)));
        end.failure().ifPresent(why -> System.err.println(why.code() + ": " + why));
        System.out.println("end " + end.state());
      }
    }
  }

  static Home home(Path folder) {
    return Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", folder.toString());
  }

  static String order(
      Path home, String database, String broker, Path plan, AutoPilot.Course course, Death death) {
    return String.join(
        "\t",
        home.toString(),
        database,
        broker,
        plan.toString(),
        course.name(),
        String.valueOf(death.record()),
        death.side().name());
  }

  static CutoverRun opened(CutoverDesk desk, FrozenPlan plan) throws InterruptedException {
    String id = plan.plan().id();
    return desk.shelf().runs().contains(id) ? desk.resume(id, true) : desk.begin(plan);
  }

  private static void boundary(Death.Side side) {
    System.out.println("boundary");
    if (side != Death.Side.DURING) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Runtime.getRuntime().halt(8);
      }
    }
  }
}
