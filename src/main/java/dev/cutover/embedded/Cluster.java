package dev.cutover.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// One data folder and the programs that make, start and stop the server on it. The server is
/// nobody's child: it goes on when the process that started it ends.
final class Cluster {
  static final String SUPERUSER = "cutover";
  private static final String MAJOR = "15";
  private static final Duration INITDB = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Path folder;
  private final Path data;
  private final Path programs;
  private final ChildCommand child;
  private final ServerAccount account;

  Cluster(Path folder, Path programs, ChildCommand child, ServerAccount account) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.programs = programs;
    this.child = child;
    this.account = account;
  }

  Path data() {
    return data;
  }

  boolean exists() {
    return Files.exists(data.resolve("PG_VERSION"));
  }

  /// Makes the data folder, in one visible step: a first start that was killed leaves nothing half
  /// made.
  void create(String password) throws IOException {
    Path fresh = folder.resolve("data.new");
    PostgresBinaries.remove(fresh);
    OwnerOnly.folder(fresh);
    account.own(fresh);
    Path passwordFile = fresh.resolveSibling("initdb.password");
    OwnerOnly.write(passwordFile, password + "\n");
    account.own(passwordFile);
    try {
      run(
          "initdb",
          List.of(
              "-D",
              fresh.toString(),
              "-U",
              SUPERUSER,
              "--encoding=UTF8",
              "--locale=C",
              "--lc-ctype=" + (PostgresBinaries.isWindows() ? "C" : "C.UTF-8"),
              "--auth=scram-sha-256",
              "--pwfile=" + passwordFile),
          "",
          INITDB);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Sets the superuser's password on a stopped server whose remembered password is gone.
  void resetPassword(String password) throws IOException {
    account.own(data);
    run(
        "postgres",
        List.of("--single", "-D", data.toString(), "postgres"),
        "ALTER ROLE " + SUPERUSER + " PASSWORD '" + password + "'\n",
        START);
  }

  void start(int port) throws IOException {
    String found = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!found.equals(MAJOR)) {
      throw new IOException(
          "the data was made by PostgreSQL "
              + found
              + ", this program brings "
              + MAJOR
              + ". Nothing was changed; move the folder away or use the program that made it");
    }
    Path logs = OwnerOnly.folder(folder.resolve("log"));
    account.own(data);
    ClusterSettings.write(data, logs);
    account.own(logs);
    Path first = logs.resolve("start.log");
    Files.deleteIfExists(first);
    try {
      run(
          "pg_ctl",
          List.of(
              "-D",
              data.toString(),
              "-w",
              "-t",
              Long.toString(START.toSeconds()),
              "-s",
              "-l",
              first.toString(),
              "-o",
              "-p " + port,
              "start"),
          "",
          START.plusSeconds(5));
    } catch (IOException e) {
      throw new IOException(e.getMessage() + tail(first), e);
    }
  }

  void stop() throws IOException {
    run(
        "pg_ctl",
        List.of(
            "-D",
            data.toString(),
            "-m",
            "fast",
            "-w",
            "-t",
            Long.toString(STOP.toSeconds()),
            "-s",
            "stop"),
        "",
        STOP.plusSeconds(5));
  }

  private void run(String program, List<String> arguments, String input, Duration patience)
      throws IOException {
    Path path = programs.resolve("bin").resolve(PostgresBinaries.executable(program));
    ChildCommand.Result result = child.run(account.command(path, arguments), input, patience);
    if (!result.ok()) {
      throw new IOException(program + " ended with " + result.status() + ": " + result.output());
    }
  }

  private static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
  }
}
