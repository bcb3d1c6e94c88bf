package dev.cutover.bench;

import dev.cutover.boot.BackupParts;
import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.DumpTools;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.RestoreBeside;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.cutover.backup.ServerIdentity;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// What the proof of a backup costs: a proved backup beside pg_dump and pg_restore alone with the
/// same options, the digest of a table beside a bare COPY of it to nowhere, for how long a database
/// is closed while a restored one takes its name, and the engine's own time in a run.
public final class BackupBench {
  private static final String TABLE = "raw_extraction_data";

  private final Session session;
  private final Map<String, String> environment;
  private final Observer observer;

  public BackupBench(Session session, Map<String, String> environment, Observer observer) {
    this.session = session;
    this.environment = environment;
    this.observer = observer;
  }

  /// Times in milliseconds.
  ///
  /// @param bytes of the database
  /// @param dumped bytes of the dump
  /// @param ratio of a proved backup to dump and restore alone, the median of the rounds' own
  /// @param digestRatio likewise of the digest to the bare COPY
  /// @param engine a whole run through the engine whose steps do nothing
  /// @param engineShare of a run that does one proved backup and nothing else
  public record Result(
      long bytes,
      long dumped,
      Millis proved,
      Millis alone,
      double ratio,
      Millis digest,
      Millis copy,
      double digestRatio,
      Millis swap,
      Millis engine,
      double engineShare,
      Map<String, Long> phases,
      HeapUse heap,
      Server server) {}

  /// @param rounds of each, in turns; a round's two halves see the same machine
  public Result run(int rows, int rounds, int jobs) throws Exception {
    try (Folder folder = Folder.in(session.home().cache());
        Scratch scratch = session.scratch();
        Ground ground = new Ground(scratch)) {
      RawTableFilling.of(ground).fill(rows, observer);
      BackupParts parts = new BackupParts(scratch.session(), environment);
      BackupKit kit = parts.kit();
      List<Double> proved = new ArrayList<>();
      List<Double> alone = new ArrayList<>();
      List<Double> digest = new ArrayList<>();
      List<Double> copy = new ArrayList<>();
      List<Double> engine = new ArrayList<>();
      Manifest last = null;
      Path lastFolder = folder.file("none");
      try (Heap heap = Heap.watch()) {
        for (int round = 1; round <= rounds; round++) {
          alone.add(alone(kit, folder.file("alone.dump"), jobs, scratch.mark()));
          lastFolder = folder.file("backup-" + round);
          long begun = System.nanoTime();
          last = backup(kit, lastFolder, jobs, scratch.mark() + "-" + round);
          proved.add(millis(begun));
          copy.add(copy(ground));
          digest.add(digest(kit));
          engine.add(EngineBench.run(scratch, folder.file("runs-" + round)));
          observer.doing(
              "Round %d of %d: proved %.0f ms, dump and restore alone %.0f ms; digest %.0f ms, COPY %.0f ms; engine %.0f ms"
                  .formatted(
                      round,
                      rounds,
                      proved.getLast(),
                      alone.getLast(),
                      digest.getLast(),
                      copy.getLast(),
                      engine.getLast()));
        }
        Manifest manifest = java.util.Objects.requireNonNull(last);
        // The swap ends every session of the database, this one too.
        Server server = ground.server();
        Millis swap =
            new Millis(swaps(parts, kit, lastFolder, jobs, scratch.mark(), rounds, ground));
        return new Result(
            manifest.source().identity().bytes(),
            manifest.archive().bytes(),
            new Millis(proved),
            new Millis(alone),
            ratio(proved, alone),
            new Millis(digest),
            new Millis(copy),
            ratio(digest, copy),
            swap,
            new Millis(engine),
            new Millis(engine).median()
                / (new Millis(engine).median() + new Millis(proved).median()),
            manifest.milliseconds(),
            heap.seen(),
            server);
      }
    }
  }

  private static double ratio(List<Double> ours, List<Double> limit) {
    List<Double> each = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      each.add(ours.get(i) / limit.get(i));
    }
    return new Millis(each).median();
  }

  private static double millis(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  /// The programs alone, with the same options, into a file and a database that nobody looks at.
  private static double alone(BackupKit kit, Path file, int jobs, String mark)
      throws InterruptedException {
    String database = "cutover_scratch_alone_" + mark;
    ServerIdentity identity = kit.server().identity(kit.server().database());
    long begun = System.nanoTime();
    try (OutputStream out = Files.newOutputStream(file)) {
      kit.tools().archive(call(kit, kit.server().database(), identity), null, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      kit.server().create(database, identity);
      kit.tools()
          .restore(call(kit, database, identity), file, new DumpTools.Restoring(jobs, true, true));
      return millis(begun);
    } finally {
      kit.server().dropScratch(database);
    }
  }

  private static DumpTools.Call call(BackupKit kit, String database, ServerIdentity identity) {
    return new DumpTools.Call(
        kit.server().place(database),
        identity.major(),
        "etl-cutover/bench",
        line -> {},
        () -> false);
  }

  private static Manifest backup(BackupKit kit, Path folder, int jobs, String run)
      throws InterruptedException {
    Manifest manifest =
        kit.maker("")
            .create(new BackupOrder(run, "bench", folder, jobs, true, null), BackupWatch.SILENT);
    if (!manifest.proof().holds()) {
      throw new IllegalStateException(
          "Measuring ended: the backup is not equal: " + manifest.proof().differences());
    }
    return manifest;
  }

  private static double copy(Ground ground) {
    long begun = System.nanoTime();
    try {
      ground
          .connection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY " + TABLE + " TO STDOUT", OutputStream.nullOutputStream());
      return millis(begun);
    } catch (SQLException e) {
      throw Ground.trouble("COPY to nowhere", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double digest(BackupKit kit) throws InterruptedException {
    try (Snapshot snapshot =
        kit.server().snapshot(kit.server().database(), "etl-cutover/bench", 1, () -> false)) {
      TableFacts table =
          snapshot.tables().stream()
              .filter(each -> each.name().equals(TABLE))
              .findFirst()
              .orElseThrow();
      long begun = System.nanoTime();
      snapshot.digest(table, bytes -> {});
      return millis(begun);
    }
  }

  /// A restored database takes the name of the scratch database and gives it back, while sessions
  /// are connected.
  private List<Double> swaps(
      BackupParts parts,
      BackupKit kit,
      Path folder,
      int jobs,
      String mark,
      int rounds,
      Ground ground)
      throws Exception {
    observer.doing("Swapping names");
    DatabaseNames names = parts.names();
    RestoreNames all = RestoreNames.of(kit.server().database(), "bench-" + mark);
    new RestoreBeside(kit).run(folder, all.beside(), jobs, "etl-cutover/bench", BackupWatch.SILENT);
    List<Double> swaps = new ArrayList<>();
    try {
      for (int round = 0; round < rounds; round++) {
        try (var stays = ground.another()) {
          swaps.add(swap(names, all));
          if (stays.isValid(1)) {
            throw new IllegalStateException("a session outlived the swap");
          }
        }
        names.close(all.live());
        names.rename(all.live(), all.beside());
        names.rename(all.failed(), all.live());
        names.open(all.beside());
        names.open(all.live());
      }
      return swaps;
    } finally {
      names.dropBeside(all.beside());
    }
  }

  /// The same calls as those of the step, one by one.
  private static double swap(DatabaseNames names, RestoreNames all) {
    long begun = System.nanoTime();
    names.close(all.live());
    names.rename(all.live(), all.failed());
    names.label(all.failed(), "etl-cutover/bench: was live");
    names.label(all.beside(), "etl-cutover/bench: restored");
    names.rename(all.beside(), all.live());
    names.open(all.live());
    return millis(begun);
  }
}
