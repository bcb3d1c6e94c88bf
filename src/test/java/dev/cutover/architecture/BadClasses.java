package dev.cutover.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Classes that break a law, written as text beside the law and compiled when it is tested: so they
/// can stand in the very packages that the law speaks of, and never get into the program.
final class BadClasses {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

  /// One for all, since it keeps the class path open; with many laws that is most of the time.
  private static final StandardJavaFileManager FILES =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, UTF_8);

  private BadClasses() {}

  /// @param units whole compilation units, each with its package; what they use and nobody has is
  ///   to be among them
  static synchronized JavaClasses compiled(List<String> units) {
    try {
      Path folder = Files.createTempDirectory("bad-classes");
      try {
        compile(units, folder);
        return new ClassFileImporter().importPath(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException("no folder for the bad classes", e);
    }
  }

  /// A unit for a type that the class path does not have yet.
  static String standIn(String type) {
    int dot = type.lastIndexOf('.');
    return "package "
        + type.substring(0, dot)
        + "; public class "
        + type.substring(dot + 1)
        + " {}";
  }

  static boolean exists(String type) {
    try {
      Class.forName(type, false, BadClasses.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  private static void compile(List<String> units, Path folder) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String unit : units) {
      sources.add(new Unit(unit));
    }
    FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
    StringWriter said = new StringWriter();
    boolean good =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, FILES, null, List.of("-proc:none"), null, sources)
            .call();
    assertThat(good).as(() -> "the bad classes themselves: " + said).isTrue();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(String text) {
      super(
          URI.create(
              "text:///"
                  + first(PACKAGE, text).replace('.', '/')
                  + "/"
                  + first(TYPE, text)
                  + ".java"),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    }
  }
}
