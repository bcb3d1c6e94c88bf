package dev.cutover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Who may see whom. The inner rooms hold the words, the ports and the rules; the adapters
/// implement the ports, each with a library of its own, and know nothing of each other; cli, ui and
/// bench use the ports; boot puts everything together.
class RoomsTest {
  private static final String PORTS = "job pipeline rawdata cutover check monitor profile";

  /// A room and the rooms it may see.
  private static final TreeMap<String, String> SIGHT = new TreeMap<>();

  static {
    SIGHT.put("job", "");
    SIGHT.put("pipeline", "job");
    SIGHT.put("rawdata", "job");
    SIGHT.put("check", "job");
    SIGHT.put("profile", "job check");
    SIGHT.put("cutover", "job check pipeline");
    SIGHT.put("monitor", "job pipeline rawdata");
    for (String adapter :
        "broker database source archive tool secret embedded journal report".split(" ")) {
      SIGHT.put(adapter, PORTS);
    }
    SIGHT.put("transform", "job pipeline");
    SIGHT.put("sample", "job");
    SIGHT.put("ui", PORTS);
    SIGHT.put("bench", PORTS + " boot sample");
    SIGHT.put("cli", PORTS + " boot bench sample");
    SIGHT.put(
        "boot",
        PORTS
            + " broker database source archive tool secret embedded journal report transform ui"
            + " sample");
  }

  /// What the command line uses to keep secrets out of what it says; seen where it is, by `cli`
  /// alone. No line is added here; a line that is not needed any more fails the test below.
  private static final Set<String> TO_BECOME_PORTS =
      Set.of("dev.cutover.secret.KnownSecrets", "dev.cutover.secret.Redaction");

  @Test
  void whatIsToBecomeAPortIsStillNeededByTheCommandLine() {
    Set<String> needed = new TreeSet<>();
    for (JavaClass type : Law.program()) {
      if (type.getPackageName().equals("dev.cutover.cli")) {
        type.getDirectDependenciesFromSelf()
            .forEach(each -> needed.add(outermost(each.getTargetClass().getName())));
      }
    }
    assertThat(needed).containsAll(TO_BECOME_PORTS);
  }

  private static String outermost(String name) {
    return name.replaceAll("\\$.*", "");
  }

  @Test
  void aRoomSeesOnlyTheRoomsInItsRow() {
    JavaClasses nosy = BadClasses.compiled(everyRoomLookingIntoEveryOther());
    SIGHT.forEach(
        (room, seen) -> {
          Law law = sight(room, seen);
          String found = String.join("\n", law.violationsIn(nosy));
          for (String other : SIGHT.keySet()) {
            boolean allowed = other.equals(room) || Arrays.asList(seen.split(" ")).contains(other);
            if (allowed) {
              assertThat(found).doesNotContain("<dev.cutover." + other + ".Thing>");
            } else {
              assertThat(found).contains("<dev.cutover." + other + ".Thing>");
            }
          }
          law.holds();
        });
  }

  @Test
  void everyRoomHasARow() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : Law.program()) {
      String inside = type.getPackageName().substring(Law.ROOT.length());
      if (!inside.isEmpty()) {
        rooms.add(inside.substring(1).replaceAll("\\..*", ""));
      }
    }
    assertThat(rooms).as("what was read").contains("job", "pipeline", "database");
    assertThat(SIGHT.keySet()).containsAll(rooms);
  }

  @Test
  void packagesDoNotNeedEachOtherInCircles() {
    new Law(slices().matching("dev.cutover.(**)").should().beFreeOfCycles())
        .catches(
            "package dev.cutover.monitor.a; public class Hen { dev.cutover.monitor.b.Egg egg; }",
            "package dev.cutover.monitor.b; public class Egg { dev.cutover.monitor.a.Hen hen; }")
        .holds();
  }

  private static List<String> everyRoomLookingIntoEveryOther() {
    List<String> units = new ArrayList<>();
    for (String room : SIGHT.keySet()) {
      units.add("package dev.cutover." + room + "; public class Thing {}");
      for (String other : SIGHT.keySet()) {
        units.add(
            "package dev.cutover.%s; class Sees_%s { dev.cutover.%s.Thing it; }"
                .formatted(room, other, other));
      }
    }
    return units;
  }

  private static boolean isTolerated(String room, JavaClass type) {
    return room.equals("cli") && TO_BECOME_PORTS.contains(outermost(type.getName()));
  }

  private static Law sight(String room, String seen) {
    String[] visible =
        Arrays.stream((room + " " + seen).trim().split(" ")).map(Law::room).toArray(String[]::new);
    return new Law(
        noClasses()
            .that(resideInAPackage(Law.room(room)))
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.cutover..")
                    .and(not(resideInAnyPackage(visible)))
                    .and(describe("no port yet", type -> !isTolerated(room, type))))
            .as("dev.cutover." + room + " sees no room but: " + (seen.isEmpty() ? "none" : seen)));
  }
}
