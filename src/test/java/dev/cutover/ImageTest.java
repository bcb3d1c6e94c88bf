package dev.cutover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `packaging/jpackage/build` puts together: the runtime has what the program uses, the
/// options are the launcher's, the package's papers are well-formed. The long test makes and runs
/// the image.
@EnabledOnOs(OS.LINUX)
class ImageTest {
  private static final Path PACKAGING = Path.of("packaging/jpackage");
  private static final Pattern FIELD = Pattern.compile("[A-Z][A-Za-z-]+: \\S.*");
  private static final Pattern KEY = Pattern.compile("[A-Za-z]+(\\[[a-z]+])?=\\S.*");

  @TempDir Path folder;

  @Test
  void theRuntimeHasEveryModuleThatTheProgramUses() throws Exception {
    Map<String, String> used = modulesUsed(List.of(Path.of("target/classes")));

    assertThat(used).containsKeys("java.base", "java.sql", "javafx.controls");
    assertThat(missing(used, closure(words("${MODULES[*]}")))).isEmpty();
    assertThat(missing(used, closure(List.of("java.base", "java.xml", "javafx.controls"))))
        .anyMatch(each -> each.startsWith("java.sql "));
  }

  @Test
  void theRuntimeSpeaksTheLanguagesOfTheWindow() throws Exception {
    List<String> locales = List.of(words("$LOCALES").getFirst().split(","));
    try (Stream<Path> texts = Files.list(Path.of("src/main/resources/i18n"))) {
      Set<String> languages =
          texts
              .map(each -> each.getFileName().toString())
              .map(each -> each.replaceAll("messages_?|\\.properties", ""))
              .map(each -> each.isEmpty() ? "en" : each)
              .collect(Collectors.toSet());
      assertThat(locales).containsExactlyInAnyOrderElementsOf(languages);
    }
  }

  @Test
  void theImageStartsWithTheOptionsOfTheLauncher() throws Exception {
    List<String> options = words("$COLLECTOR ${JAVA_OPTIONS[*]}");
    String launcher = Files.readString(Path.of("cutover"));
    String build = Files.readString(PACKAGING.resolve("build"));

    assertThat(options)
        .contains("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")
        .contains("--add-modules=javafx.controls,javafx.fxml");
    assertThat(launcher).contains("exec \"$JDK/bin/java\" $COLLECTOR \"${JAVA_OPTIONS[@]}\"");
    assertThat(build)
        .contains("for option in \"$COLLECTOR\" \"${JAVA_OPTIONS[@]}\"")
        .doesNotContain("COLLECTOR=", "JAVA_OPTIONS=");
    assertThat(words("$MAIN_CLASS")).containsExactly(Main.class.getName());
  }

  @Test
  void aJdkWithoutJpackageIsNamedAndNothingIsTouched() throws Exception {
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    Files.createDirectories(jdk.resolve("bin"));
    for (String tool : List.of("java", "javac", "jlink")) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(tool), "#!/bin/bash\nexit 9\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    ProcessBuilder command = new ProcessBuilder(PACKAGING.resolve("build").toString());
    command.environment().put("CUTOVER_JAVA_HOME", jdk.toString());

    Ended ended = end(command);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("build: the JDK in " + jdk + " has no jpackage");
  }

  @Test
  void theDesktopEntryIsWellFormed() throws Exception {
    List<String> lines = Files.readAllLines(PACKAGING.resolve("cutover.desktop"));

    assertThat(lines.getFirst()).isEqualTo("[Desktop Entry]");
    assertThat(lines.subList(1, lines.size())).allMatch(each -> KEY.matcher(each).matches());
    assertThat(lines)
        .contains(
            "Type=Application", "Exec=/usr/bin/cutover ui %f", "Icon=cutover", "Terminal=false")
        .anyMatch(each -> each.startsWith("Name="))
        .anyMatch(each -> each.matches("Categories=([A-Za-z]+;)+"));
  }

  @Test
  void theControlFileIsWellFormed() throws Exception {
    List<String> lines = Files.readAllLines(PACKAGING.resolve("control"));
    List<String> fields = new ArrayList<>();
    for (String line : lines) {
      assertThat(line).matches(each -> each.startsWith(" ") || FIELD.matcher(each).matches());
      if (!line.startsWith(" ")) {
        fields.add(line.substring(0, line.indexOf(':')));
      }
    }
    assertThat(fields)
        .doesNotHaveDuplicates()
        .contains("Package", "Version", "Architecture", "Maintainer", "Depends", "Description");
    assertThat(lines).allMatch(each -> !each.startsWith(" ") || each.length() <= 80);
  }

  /// Makes the image and runs it where no Java can be found.
  @Test
  @Tag("campaign")
  void theImageRunsWithoutJava() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "dpkg-deb is not installed");
    ProcessBuilder build = new ProcessBuilder(PACKAGING.resolve("build").toString());
    Ended built = end(build);
    assertThat(built.status()).as(built.text()).isZero();
    Path made = Path.of("target/jpackage").toAbsolutePath();
    String program = made.resolve("cutover/bin/cutover").toString();

    try (Stream<Path> files = Files.list(made.resolve("cutover/lib/app"))) {
      List<Path> jars = files.filter(each -> each.toString().endsWith(".jar")).toList();
      assertThat(missing(modulesUsed(jars), closure(words("${MODULES[*]}")))).isEmpty();
    }
    assertThat(made.resolve("cutover/lib/runtime/bin")).doesNotExist();
    assertThat(end(new ProcessBuilder("sha256sum", "-c", "SHA256SUMS").directory(made.toFile())))
        .matches(each -> each.status() == 0, "the sums are right");
    assertThat(alone(program, "--version").text()).startsWith("Cutover Console ");
    assertThat(alone(program, "nonsense").status()).isEqualTo(2);
    Ended demo = alone(program, "demo", "--headless");
    assertThat(demo.status()).as(demo.text()).isZero();
    assertThat(demo.text()).contains("OK: gap 0");
    assertThat(folder.resolve("home")).isEmptyDirectory();
  }

  private record Ended(int status, String text) {}

  private Ended alone(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    builder.environment().put("CUTOVER_HOME", folder.resolve("data").toString());
    return end(builder);
  }

  private static Ended end(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), text);
  }

  /// What the build script's variables hold.
  private static List<String> words(String expression) throws Exception {
    Ended ended =
        end(
            new ProcessBuilder(
                "bash",
                "-c",
                "source packaging/jpackage/build && printf '%s' \"" + expression + "\""));
    assertThat(ended.status()).as(ended.text()).isZero();
    return List.of(ended.text().split(" "));
  }

  private static ModuleFinder javaFx() {
    return ModuleFinder.of(Path.of("target/javafx"));
  }

  private static Set<String> closure(List<String> roots) {
    return Configuration.empty()
        .resolve(ModuleFinder.ofSystem(), javaFx(), roots)
        .modules()
        .stream()
        .map(ResolvedModule::name)
        .collect(Collectors.toSet());
  }

  private static List<String> missing(Map<String, String> used, Set<String> there) {
    return used.entrySet().stream()
        .filter(each -> !there.contains(each.getKey()))
        .map(each -> each.getKey() + " for " + each.getValue())
        .toList();
  }

  /// The modules of the JDK and of JavaFX that these classes name, each with a class that does.
  ///
  /// @param places folders with classes, and jars
  private static Map<String, String> modulesUsed(List<Path> places) throws IOException {
    Map<String, String> homes = new TreeMap<>();
    for (ModuleFinder finder : List.of(ModuleFinder.ofSystem(), javaFx())) {
      for (ModuleReference module : finder.findAll()) {
        ModuleDescriptor descriptor = module.descriptor();
        descriptor.packages().forEach(name -> homes.put(name, descriptor.name()));
      }
    }
    Map<String, String> modules = new TreeMap<>();
    Set<String> seen = new TreeSet<>();
    for (Path place : places) {
      boolean jar = Files.isRegularFile(place);
      try (FileSystem inside = jar ? FileSystems.newFileSystem(place) : null;
          Stream<Path> files = Files.walk(inside == null ? place : inside.getPath("/"))) {
        for (Path file : files.filter(ImageTest::isClass).toList()) {
          note(Files.readAllBytes(file), place.getFileName() + " " + file, homes, modules, seen);
        }
      }
    }
    return modules;
  }

  private static boolean isClass(Path file) {
    String name = file.toString();
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.contains("META-INF");
  }

  private static void note(
      byte[] bytes,
      String from,
      Map<String, String> homes,
      Map<String, String> modules,
      Set<String> seen) {
    for (var entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof ClassEntry named && seen.add(named.asInternalName())) {
        String name = named.asInternalName().replaceFirst("^\\[+L?", "").replace(";", "");
        int end = name.lastIndexOf('/');
        String module = end < 0 ? null : homes.get(name.substring(0, end).replace('/', '.'));
        if (module != null) {
          modules.putIfAbsent(module, name + " in " + from);
        }
      }
    }
  }
}
