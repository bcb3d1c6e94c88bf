package dev.cutover.kit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// The classes of the test for many children one after the other: folders of the class path as
/// jars, and an archive of what the first child has loaded, from which the others start in a third
/// of the time.
public final class SharedClasses implements AutoCloseable {
  private final Path folder = TestFolder.create("shared-classes");
  private final Path archive = folder.resolve("classes.jsa");
  private final String path;

  public SharedClasses() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String each : ChildJvm.classPath().split(File.pathSeparator, -1)) {
      Path place = Path.of(each);
      if (Files.isDirectory(place)) {
        Path jar = folder.resolve("classes-" + jars.size() + ".jar");
        pack(place, jar);
        jars.add(jar.toString());
      } else if (Files.isRegularFile(place)) {
        jars.add(each);
      }
    }
    path = String.join(File.pathSeparator, jars);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      out.setLevel(0);
      for (Path each : all.filter(each -> !each.equals(classes)).sorted().toList()) {
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        boolean folder = Files.isDirectory(each);
        // With its folders, like the program's own jar: the migrations are looked up by theirs.
        out.putNextEntry(new JarEntry(folder ? name + "/" : name));
        if (!folder) {
          Files.copy(each, out);
        }
        out.closeEntry();
      }
    }
  }

  /// Options of a child: the first one that ends by itself leaves the archive.
  public ChildJvm start(Class<?> main, String... arguments) throws IOException {
    String use =
        Files.exists(archive)
            ? "-XX:SharedArchiveFile=" + archive
            : "-XX:ArchiveClassesAtExit=" + archive;
    return ChildJvm.start(
        List.of("-XX:+UseSerialGC", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", use, "-cp", path),
        main,
        arguments);
  }

  @Override
  public void close() {
    TestFolder.delete(folder);
  }
}
