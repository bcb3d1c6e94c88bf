package dev.cutover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `cutover` with a Maven and a JDK that are scripts themselves: what it builds when,
/// and how it hands over to the program.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/bash
      echo "$*" >>"$BUILDS"
      for word; do case $word in -Dquick.directory=*) part=${word#*=} ;; esac; done
      [[ -z ${MAVEN_SLOW:-} ]] || sleep 1
      [[ -z ${MAVEN_BROKEN:-} ]] || { echo "cannot find symbol: class Nothing"; exit 1; }
      mkdir -p "$part/libs" "$part/classes"
      touch "$part/cutover-1.jar" "$part/libs/a.jar"
      """;
  private static final Map<String, String> WITH_CACHE =
      Map.of("CUTOVER_START_CACHE", "on", "DISPLAY", ":7");

  private static final String JAVA =
      """
      #!/bin/bash
      trap 'exit 42' TERM
      echo "with $0"
      echo "in $PWD"
      echo "java $*"
      for word; do case $word in
        -XX:AOTCacheOutput=*)
          echo trained >>"$BUILDS.trained"
          [[ -z ${TRAINING_FAILS:-} ]] || exit 1
          echo cache >"${word#*=}"; exit 0 ;;
        --end=*) exit "${word#*=}" ;;
        --stay) echo ready; while :; do sleep 0.05; done ;;
      esac; done
      """;

  @TempDir Path folder;
  private Path project;
  private Path tools;
  private Path jdk;
  private Path builds;

  @BeforeEach
  void aCheckoutWithAFakeMavenAndAFakeJdk() throws IOException {
    project = Files.createDirectories(folder.resolve("check out"));
    Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("src/main/java/A.java"), "class A {}");
    Files.copy(Path.of("cutover"), project.resolve("cutover"));
    executable(project.resolve("cutover"));
    tools = Files.createDirectories(folder.resolve("tools"));
    script(tools.resolve("mvn"), MAVEN);
    jdk = jdk("jdk", "25.0.3");
    builds = folder.resolve("builds");
    Files.createFile(builds);
  }

  @Test
  void aFirstStartBuildsAndASecondOneDoesNot() throws Exception {
    Ended first = run(project, "./cutover", "doctor");
    Ended second = run(project, "./cutover", "doctor");

    assertThat(first.out()).contains("dev.cutover.Main doctor");
    assertThat(first.err()).contains("building").contains("done");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(builds)).hasSize(1);
  }

  @Test
  void aChangedSourceIsBuiltAgainAndTheOldBuildIsRemoved() throws Exception {
    run(project, "./cutover");
    Files.writeString(project.resolve("src/main/java/A.java"), "class A { int b; }");
    Ended changed = run(project, "./cutover");

    assertThat(changed.err()).contains("building");
    assertThat(finishedBuilds()).hasSize(1);
  }

  @Test
  void theProgramRunsInTheCallersFolderAlsoThroughALink() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("..", "check out", "cutover"));
    Files.createSymbolicLink(elsewhere.resolve("second"), elsewhere.resolve("first"));

    Ended ended = run(elsewhere, "./second", "demo", "--dir", "a b");

    assertThat(ended.out())
        .contains("in " + elsewhere.toRealPath())
        .contains("Main demo --dir a b")
        .contains(project.toRealPath() + "/target/app/");
  }

  @Test
  void theExitStatusOfTheProgramPassesThrough() throws Exception {
    assertThat(run(project, "./cutover", "--end=4").status()).isEqualTo(4);
  }

  @Test
  void aTerminationReachesTheProgram() throws Exception {
    Process launcher = start(project, Map.of(), "./cutover", "--stay");
    try (var out = launcher.inputReader(UTF_8)) {
      assertThat(out.lines().anyMatch("ready"::equals)).isTrue();
      launcher.destroy();
      assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(launcher.exitValue()).isEqualTo(42);
    }
  }

  @Test
  void aRunningProgramKeepsItsBuildWhileANewOneIsMade() throws Exception {
    Process old = start(project, Map.of(), "./cutover", "--stay");
    try (var out = old.inputReader(UTF_8)) {
      assertThat(out.lines().anyMatch("ready"::equals)).isTrue();
      Files.writeString(project.resolve("src/main/java/B.java"), "class B {}");
      run(project, "./cutover");
      assertThat(finishedBuilds()).hasSize(2);
    } finally {
      old.destroy();
      old.waitFor();
    }
    Files.writeString(project.resolve("src/main/java/C.java"), "class C {}");
    run(project, "./cutover");
    assertThat(finishedBuilds()).hasSize(1);
  }

  @Test
  void twoLaunchersAtOnceBuildOnce() throws Exception {
    Process one = start(project, Map.of("MAVEN_SLOW", "yes"), "./cutover", "one");
    Process two = start(project, Map.of("MAVEN_SLOW", "yes"), "./cutover", "two");

    Ended first = end(one);
    Ended second = end(two);

    assertThat(first.out()).contains("Main one");
    assertThat(second.out()).contains("Main two");
    assertThat(first.err() + second.err()).contains("waiting for another build");
    assertThat(Files.readAllLines(builds)).hasSize(1);
  }

  @Test
  void aFailedBuildShowsTheEndOfItsLogAndStartsNothing() throws Exception {
    Ended ended = end(start(project, Map.of("MAVEN_BROKEN", "yes"), "./cutover"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("cannot find symbol: class Nothing", "nothing was started");
    assertThat(run(project, "./cutover").status()).isZero();
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Files.delete(tools.resolve("mvn"));
    for (String tool :
        List.of("dirname", "env", "bash", "find", "sort", "xargs", "sha256sum", "mkdir", "flock")) {
      script(tools.resolve(tool), "#!/bin/bash\nexec /usr/bin/" + tool + " \"$@\"\n");
    }

    Ended ended = end(start(project, Map.of("PATH", tools.toString()), "./cutover"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("mvn is not on the PATH", "Install Maven");
  }

  @Test
  void aJdkThatIsTooOldIsRefusedByName() throws Exception {
    Path old = jdk("old", "21.0.8");

    Ended ended = end(start(project, Map.of("CUTOVER_JAVA_HOME", old.toString()), "./cutover"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains(old.toString(), "no JDK 25 or newer");
    assertThat(Files.readAllLines(builds)).isEmpty();
  }

  @Test
  void javaHomeIsPassedOverWhenItIsTooOld() throws Exception {
    Path old = jdk("old", "1.8.0_402");
    Path sdkman = Files.createDirectories(folder.resolve("home/.sdkman/candidates/java"));
    Files.createSymbolicLink(sdkman.resolve("26-tem"), jdk);

    Map<String, String> environment =
        Map.of(
            "CUTOVER_JAVA_HOME", "",
            "JAVA_HOME", old.toString(),
            "HOME", folder.resolve("home").toString());
    Ended ended = end(start(project, environment, "./cutover", "--version"));

    assertThat(ended.out()).doesNotContain(old.toString());
    assertThat(ended.err()).doesNotContain("no JDK");
    assertThat(Files.readAllLines(builds)).hasSize(1);
  }

  @Test
  void aStartUpCacheIsMadeBesideTheFirstStartAndUsedFromThenOn() throws Exception {
    Ended first = end(start(project, WITH_CACHE, "./cutover", "ui"));
    await().until(() -> !caches(".aot").isEmpty());
    Ended second = end(start(project, WITH_CACHE, "./cutover", "ui"));

    assertThat(first.out()).doesNotContain("AOT");
    assertThat(second.out()).contains("-XX:AOTCache=" + caches(".aot").getFirst());
    assertThat(second.err()).isEmpty();
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void aTrainingThatFailsIsNotHeardOfAndNotRepeated() throws Exception {
    Map<String, String> failing = new HashMap<>(WITH_CACHE);
    failing.put("TRAINING_FAILS", "yes");
    Ended first = end(start(project, failing, "./cutover", "ui"));
    await().until(() -> !caches(".aot.log").isEmpty());
    Ended second = end(start(project, failing, "./cutover", "ui"));

    assertThat(first.err()).doesNotContain("AOT");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    assertThat(trainings()).hasSize(1);
    assertThat(caches(".aot")).isEmpty();
  }

  @Test
  void whatAKilledTrainingLeftIsRemovedByTheNext() throws Exception {
    run(project, "./cutover");
    Path build = finishedBuilds().getFirst();
    Ended _ = end(start(project, WITH_CACHE, "./cutover", "ui"));
    await().until(() -> !caches(".aot").isEmpty());
    Path cache = caches(".aot").getFirst();
    Files.delete(cache);
    Path left = Files.createDirectories(build.resolve(cache.getFileName() + ".work"));
    Files.writeString(left.resolve("cache"), "half of one");

    Ended _ = end(start(project, WITH_CACHE, "./cutover", "ui"));

    await().until(() -> Files.exists(cache) && Files.notExists(left));
    assertThat(cache).hasContent("cache");
  }

  @Test
  void verbsWithoutAWindowNeitherMakeNorUseACache() throws Exception {
    Ended first = end(start(project, WITH_CACHE, "./cutover", "doctor"));
    Map<String, String> now = Map.of("CUTOVER_START_CACHE", "now");
    Ended window = end(start(project, now, "./cutover", "--profile", "x"));
    Ended second = end(start(project, WITH_CACHE, "./cutover", "doctor"));

    assertThat(window.out()).contains("-XX:AOTCache=");
    assertThat(second.out()).isEqualTo(first.out()).doesNotContain("AOT");
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void withoutADisplayNoCacheIsMade() throws Exception {
    Ended _ = end(start(project, Map.of("CUTOVER_START_CACHE", "on", "DISPLAY", ""), "./cutover"));
    Ended _ = end(start(project, WITH_CACHE, "./cutover", "bench", "console"));

    assertThat(Path.of(builds + ".trained")).doesNotExist();
  }

  private record Ended(int status, String out, String err) {}

  private Ended run(Path in, String... command) throws Exception {
    return end(start(in, Map.of(), command));
  }

  private Process start(Path in, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
    builder.environment().put("CUTOVER_JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().put("BUILDS", builds.toString());
    builder.environment().put("CUTOVER_START_CACHE", "off");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  private List<Path> caches(String ending) throws IOException {
    try (Stream<Path> inside = Files.list(finishedBuilds().getFirst())) {
      return inside.filter(each -> each.toString().endsWith(ending)).toList();
    }
  }

  private List<String> trainings() throws IOException {
    return Files.readAllLines(Path.of(builds + ".trained"));
  }

  private List<Path> finishedBuilds() throws IOException {
    try (Stream<Path> inside = Files.list(project.resolve("target/app"))) {
      return new ArrayList<>(inside.filter(Files::isDirectory).toList());
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        home.resolve("release"), "OS_NAME=\"Linux\"\nJAVA_VERSION=\"" + version + "\"\n");
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), JAVA);
    script(home.resolve("bin/javac"), "#!/bin/bash\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    executable(file);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
