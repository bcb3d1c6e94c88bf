package dev.cutover.tool;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.backup.DumpTools;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `pg_dump`, `pg_dumpall` and `pg_restore` of the machine.
public final class PgDumpTools implements DumpTools {
  /// A comparison that was kept is no part of the platform and can be made again.
  private static final String NO_SHADOW = "--exclude-schema=etl_shadow_*";

  private static final List<String> NAMES = List.of("pg_dump", "pg_restore", "pg_dumpall");
  private static final String LOCK_WAIT = "--lock-wait-timeout=120000";

  private final ClientPrograms programs;

  /// @param environment its PATH and PG_BIN say where they are
  public PgDumpTools(Map<String, String> environment) {
    this(new ClientPrograms(environment));
  }

  /// The same with other usual folders.
  ///
  /// @param roots folders that hold a folder with `bin` for each version
  public static PgDumpTools in(Map<String, String> environment, List<Path> roots) {
    return new PgDumpTools(new ClientPrograms(environment, roots));
  }

  PgDumpTools(ClientPrograms programs) {
    this.programs = programs;
  }

  @Override
  public List<CutoverPlan.Tool> require(int major) {
    ClientPrograms.Found found = programs.fitting(major);
    return NAMES.stream()
        .map(each -> new CutoverPlan.Tool(each, found.program(each).toString(), found.text()))
        .toList();
  }

  @Override
  public void archive(Call call, @Nullable String snapshot, OutputStream to)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--format=custom", "--no-subscriptions", NO_SHADOW, LOCK_WAIT, database(call)));
    if (snapshot != null) {
      arguments.add("--snapshot=" + snapshot);
    }
    run("pg_dump", call, to, arguments.toArray(String[]::new));
  }

  @Override
  public void structure(Call call, @Nullable String snapshot, boolean owners, OutputStream to)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--schema-only", "--no-subscriptions", NO_SHADOW, LOCK_WAIT, database(call)));
    if (snapshot != null) {
      arguments.add("--snapshot=" + snapshot);
    }
    if (!owners) {
      arguments.addAll(List.of("--no-owner", "--no-privileges"));
    }
    run("pg_dump", call, to, arguments.toArray(String[]::new));
  }

  @Override
  public void globals(Call call, OutputStream to) throws InterruptedException {
    run("pg_dumpall", call, to, "--globals-only", "--no-role-passwords", database(call));
  }

  @Override
  public void restore(Call call, Path archive, Restoring how) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--exit-on-error",
                "--verbose",
                "--no-subscriptions",
                "--jobs=" + how.jobs(),
                database(call)));
    if (!how.owners()) {
      arguments.addAll(List.of("--no-owner", "--no-privileges", "--no-tablespaces"));
    }
    arguments.add(archive.toString());
    child("pg_restore", call)
        .run(
            arguments,
            how.lasting() ? Map.of() : Map.of("PGOPTIONS", "-c synchronous_commit=off"),
            OutputStream.nullOutputStream());
  }

  private void run(String name, Call call, OutputStream to, String... arguments)
      throws InterruptedException {
    child(name, call).run(List.of(arguments), Map.of(), to);
  }

  private ChildProgram child(String name, Call call) {
    return new ChildProgram(programs.fitting(call.major()).program(name), call);
  }

  /// As a connection string: a bare name that holds `=` or begins like an address would be taken
  /// for one, and lead to another server.
  private static String database(Call call) {
    return "--dbname=dbname='"
        + call.place().database().replace("\\", "\\\\").replace("'", "\\'")
        + "'";
  }
}
