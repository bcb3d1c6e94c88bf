package dev.cutover.boot;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.kit.HaltingJournal;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Path;
import java.util.Map;

/// A process that carries a cutover out and dies at a boundary of its journal, as by kill -9.
final class DyingCutover {
  private DyingCutover() {}

  /// Arguments: home, database, broker, plan file, course, record, before or after.
  public static void main(String[] arguments) throws Exception {
    Home home = Home.of(Map.of("CUTOVER_HOME", arguments[0]), "Linux", arguments[0]);
    Target target = new Target(Target.EMBEDDED, arguments[1], arguments[2]);
    int at = Integer.parseInt(arguments[5]);
    boolean after = arguments[6].equals("after");
    try (Session session = new Session(target, home, new KnownSecrets(), Map.of())) {
      CutoverDesk desk =
          new CutoverDesk(
              session,
              file -> new HaltingJournal(file, at, after, () -> Runtime.getRuntime().halt(9)));
      try (CutoverRun run = desk.begin(desk.files().load(Path.of(arguments[3])))) {
        System.out.println(
            "end " + AutoPilot.fly(run, AutoPilot.Course.valueOf(arguments[4])).state());
      }
    }
  }
}
