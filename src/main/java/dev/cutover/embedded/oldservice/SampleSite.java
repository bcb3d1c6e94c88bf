package dev.cutover.embedded.oldservice;

import dev.cutover.cutover.OldServicePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The folders of the sample service as a person would find them on a server: `services` with the
/// script that starts and stops it, the service itself, and the one that is to take its place.
public final class SampleSite {
  private static final String NAME = "etl-service";

  private final Path services;

  private SampleSite(Path services) {
    this.services = services;
  }

  /// @param program the words that start this program, whatever verb follows
  /// @param database where the service works
  /// @param rowsPerSecond business rows that it writes, as long as it runs
  public record Layout(
      Path services,
      List<String> program,
      String host,
      int port,
      String database,
      SampleRole role,
      int rowsPerSecond,
      int jobSeconds) {}

  /// Makes them in an empty folder.
  public static SampleSite lay(Layout layout) throws IOException {
    Path services = Files.createDirectories(layout.services());
    Path old = Files.createDirectories(services.resolve(NAME));
    Path fresh = Files.createDirectories(services.resolve(NAME + "-new"));
    Files.createDirectories(services.resolve("run"));
    Map<String, String> words =
        Map.of(
            "@PROGRAM@", layout.program().stream().map(SampleSite::quoted).collect(joined()),
            "@HOST@", layout.host(),
            "@PORT@", String.valueOf(layout.port()),
            "@DATABASE@", layout.database(),
            "@USER@", layout.role().name(),
            "@PASSWORD@", layout.role().password(),
            "@ROWS@", String.valueOf(layout.rowsPerSecond()),
            "@SECONDS@", String.valueOf(layout.jobSeconds()));
    write(services.resolve(NAME + ".sh"), "control.sh", words, "rwxr-xr-x");
    write(old.resolve("run_etl"), "run-old.sh", words, "rwxr-xr-x");
    write(old.resolve("VERSION"), "version-old.txt", words, "rw-r--r--");
    write(old.resolve(".env"), "env.txt", words, "rw-r-----");
    write(fresh.resolve("run_etl"), "run-new.sh", words, "rwxr-xr-x");
    write(fresh.resolve("VERSION"), "version-new.txt", words, "rw-r--r--");
    write(fresh.resolve(".env"), "env.txt", words, "rw-r-----");
    Files.createFile(services.resolve("run").resolve(NAME + ".enabled"));
    return new SampleSite(services);
  }

  /// What a cutover has to know of it.
  public OldServicePlan plan(String role) {
    return new OldServicePlan(
        NAME,
        folder(),
        services.resolve(NAME + "-new"),
        folder().resolve(".env"),
        control("start"),
        control("stop"),
        control("status"),
        control("enable"),
        control("disable"),
        control("is-enabled"),
        role);
  }

  public Path folder() {
    return services.resolve(NAME);
  }

  private List<String> control(String verb) {
    return List.of(services.resolve(NAME + ".sh").toString(), verb);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static void write(Path file, String resource, Map<String, String> words, String rights)
      throws IOException {
    String text = resource(resource);
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    } else {
      Files.writeString(file, text);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SampleSite.class.getResourceAsStream("/sample-service/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource sample-service/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
