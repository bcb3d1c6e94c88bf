package dev.cutover.cli;

import dev.cutover.bench.BackupBench;
import dev.cutover.bench.Millis;
import dev.cutover.boot.Session;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `bench backup`.
@Command(
    name = "backup",
    description =
        "A proved backup beside pg_dump and pg_restore alone, the digest of a table beside a bare"
            + " COPY of it, how long the swap of a restore closes the database, and what the engine"
            + " itself takes of a run.")
final class BackupBenchCommand extends Verb {
  private static final int MOST_ROWS = 100_000_000;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "raw rows (default 200000); 5000000 are about 5 GB and need three times that")
  private int rows = 200_000;

  @Option(names = "--rounds", paramLabel = "N", description = "rounds of each (default 3)")
  private int rounds = 3;

  @Option(names = "--jobs", paramLabel = "N", description = "tables at once (default 2)")
  private int jobs = 2;

  @Override
  int run(Session session, Printer out) throws Exception {
    mustBeWritable();
    BenchCommand.between("--rows", rows, MOST_ROWS);
    BenchCommand.between("--rounds", rounds, 100);
    BenchCommand.between("--jobs", jobs, 32);
    BackupBench.Result result =
        new BackupBench(session, System.getenv(), line -> out.progress(line + " .."))
            .run(rows, rounds, jobs);
    ObjectNode json =
        BenchCommand.head(result.proved().median(), result.alone().median())
            .put("ratio", BenchCommand.rounded(result.ratio()))
            .put("unit", "ms")
            .put("database_bytes", result.bytes())
            .put("dump_bytes", result.dumped())
            .put("digest_ms", BenchCommand.rounded(result.digest().median()))
            .put("copy_ms", BenchCommand.rounded(result.copy().median()))
            .put("digest_ratio", BenchCommand.rounded(result.digestRatio()))
            .put("swap_ms", BenchCommand.rounded(result.swap().median()))
            .put("swap_longest_ms", BenchCommand.rounded(result.swap().longest()))
            .put("engine_ms", BenchCommand.rounded(result.engine().median()))
            .put("engine_share", BenchCommand.rounded(result.engineShare()));
    ObjectNode phases = json.putObject("phases_ms");
    result.phases().forEach(phases::put);
    BenchCommand.tail(json, result.heap(), result.server());
    out.document(json);
    out.line(
        String.format(
            Locale.ROOT,
            "%.0f MB database: proved backup %s, pg_dump and pg_restore alone %s; ratio %.2f",
            result.bytes() / 1e6,
            text(result.proved()),
            text(result.alone()),
            result.ratio()));
    out.line(
        String.format(
            Locale.ROOT,
            "digest of raw_extraction_data %s, bare COPY %s; ratio %.2f",
            text(result.digest()),
            text(result.copy()),
            result.digestRatio()));
    out.line(
        String.format(
            Locale.ROOT,
            "swap of names: closed for %.0f ms, at most %.0f ms",
            result.swap().median(),
            result.swap().longest()));
    out.line(
        String.format(
            Locale.ROOT,
            "the engine itself in a run of all steps: %s; %.1f %% of a run that does one backup",
            text(result.engine()),
            100 * result.engineShare()));
    BenchCommand.tail(out, result.heap(), result.server(), "");
    return Exit.DONE;
  }

  private static String text(Millis millis) {
    return String.format(Locale.ROOT, "%,.0f ms", millis.median());
  }
}
