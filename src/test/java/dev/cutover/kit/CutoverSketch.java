package dev.cutover.kit;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Steps that change files in a folder, for tests of the engine: an effect is two files, so that it
/// can be half done; its undo gives back the text that was there.
public final class CutoverSketch {
  public static final List<StepName> ORDER =
      List.of(
          StepName.PREFLIGHT,
          StepName.BEGIN,
          StepName.FREEZE,
          StepName.BACKUP,
          StepName.SWITCH,
          StepName.WORKERS);

  public final Path folder;

  /// What a step finds before it, by its name.
  public final Map<StepName, List<Finding>> checks = new TreeMap<>();

  /// And after it.
  public final Map<StepName, List<Finding>> afterwards = new TreeMap<>();

  /// Called in the middle of each effect, with `apply <name>` or `undo <name>`.
  public java.util.function.BiConsumer<String, StepContext> middle = (_, _) -> {};

  public CutoverSketch(Path folder) {
    this.folder = folder;
  }

  public static CutoverPlan plan(String id, List<StepName> steps) {
    return new CutoverPlan(
        id,
        Instant.EPOCH,
        "anna@ws14",
        new CutoverPlan.Target(
            "db7",
            5432,
            "pulse_db",
            "7300000000000000001",
            16400,
            "15.8",
            "mq7:5671",
            "rabbit@mq7"),
        List.of(new CutoverPlan.Tool("pg_dump", "/usr/bin/pg_dump", "15.8")),
        List.of(new CutoverPlan.Table("public", "work_items", 8192, true)),
        new OldServicePlan(
            "etl-service",
            Path.of("/srv/etl-service"),
            Path.of("/srv/etl-service-new"),
            Path.of("/srv/etl-service/.env"),
            List.of("systemctl", "start", "etl"),
            List.of("systemctl", "stop", "etl"),
            List.of("systemctl", "is-active", "etl"),
            List.of(),
            List.of(),
            List.of(),
            "etl"),
        steps,
        Map.of("backup", Duration.ofMinutes(3)),
        Map.of("soak", "PT24H"));
  }

  /// One step each of the order, and R2.
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    ORDER.forEach(name -> steps.add(new Sketch(name)));
    steps.add(new Sketch(StepName.RESTORE));
    return steps;
  }

  /// Every file and what it says.
  public Map<String, String> world() {
    Map<String, String> world = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        world.put(each.getFileName().toString(), Files.readString(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return world;
  }

  private final class Sketch implements Step {
    private final StepName name;

    Sketch(StepName name) {
      this.name = name;
    }

    @Override
    public StepName name() {
      return name;
    }

    @Override
    public StepCard describe(CutoverPlan plan) {
      return new StepCard(name, name.word(), "a test", Duration.ofSeconds(1), false, "undone");
    }

    @Override
    public List<Finding> check(StepContext context) {
      return checks.getOrDefault(name, List.of(Finding.pass("file system", "is there")));
    }

    @Override
    public List<Effect> effects(StepContext context) {
      return name == StepName.PREFLIGHT
          ? List.of()
          : List.of(
              new Pair(name.word() + "-1", Effect.Reversal.UNDONE),
              new Pair(
                  name.word() + "-2",
                  name == StepName.BACKUP ? Effect.Reversal.KEPT : Effect.Reversal.UNDONE));
    }

    @Override
    public List<Finding> verify(StepContext context) {
      return afterwards.getOrDefault(name, List.of(Finding.pass("files", "are there")));
    }

    @Override
    public List<Finding> verifyUndo(StepContext context) {
      return List.of();
    }
  }

  private final class Pair implements Effect {
    private final String name;
    private final Reversal reversal;

    Pair(String name, Reversal reversal) {
      this.name = name;
      this.reversal = reversal;
    }

    private Path left() {
      return folder.resolve(name + ".left");
    }

    private Path right() {
      return folder.resolve(name + ".right");
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public StepFact inspect(StepContext context) {
      boolean left = "new".equals(text(left()));
      boolean right = Files.exists(right());
      return left && right
          ? StepFact.done("both")
          : left || right ? StepFact.partial("one") : StepFact.notDone("none");
    }

    @Override
    public Evidence before(StepContext context) {
      return Evidence.of("left", text(left()));
    }

    @Override
    public Evidence apply(StepContext context) {
      write(left(), "new");
      middle.accept("apply " + name, context);
      write(right(), "new");
      return Evidence.of("files", 2);
    }

    @Override
    public Evidence undo(StepContext context) {
      String was =
          context
              .before(StepName.of(name.replaceAll("-\\d$", "")), name)
              .orElseThrow()
              .facts()
              .getOrDefault("left", "");
      if (was.isEmpty()) {
        delete(left());
      } else {
        write(left(), was);
      }
      middle.accept("undo " + name, context);
      delete(right());
      return Evidence.of("files", 2);
    }

    @Override
    public Reversal reversal() {
      return reversal;
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
