package dev.cutover.cutover.backup;

import dev.cutover.cutover.backup.BackupProgress.Phase;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Brings an archive into a new database and compares what came out with what should have: the one
/// way in which a backup is proved, and in which it comes back.
public final class RestoreRun {
  private static final Pattern DATA = Pattern.compile("processing data for table \"(.*)\"");

  /// Migrations write down there what was applied.
  private static final Set<String> HISTORY =
      Set.of("public.flyway_schema_history", "public.migration_history");

  private final DumpTools tools;
  private final BackupServer server;
  private final Purpose purpose;
  private final int jobs;
  private final String application;

  /// What the new database is for.
  public enum Purpose {
    /// To be compared and dropped: its commits are not forced to the disk, and only the keys are
    /// analyzed, for the order in which the tables are read.
    PROOF,
    /// To be worked with.
    USE
  }

  /// @param server where the new database is to be
  /// @param application under which its sessions are seen
  public RestoreRun(
      DumpTools tools, BackupServer server, Purpose purpose, int jobs, String application) {
    this.tools = tools;
    this.server = server;
    this.purpose = purpose;
    this.jobs = jobs;
    this.application = application;
  }

  /// Creates the database and fills it.
  ///
  /// @throws InterruptedException cancelled; the half filled database is still there
  void restore(String database, Path archive, Expected expected, boolean owners, Watched watched)
      throws InterruptedException {
    server.create(database, expected.identity());
    BackupMeter meter = watched.meter();
    meter.begin(Phase.RESTORE, 1, 1);
    Together together =
        new Together(watched.watch()::isCancelled, meter::tell, () -> server.end(application));
    together.run(
        "restore",
        List.of(
            () ->
                tools.restore(
                    call(database, line -> reached(line, meter), together),
                    archive,
                    new DumpTools.Restoring(jobs, owners, purpose == Purpose.USE))));
    if (purpose == Purpose.USE) {
      server.analyze(database);
    } else {
      server.analyzeKeys(database);
    }
  }

  private static void reached(String line, BackupMeter meter) {
    Matcher found = DATA.matcher(line);
    if (found.find()) {
      meter.reached(found.group(1));
    }
  }

  private DumpTools.Call call(
      String database, java.util.function.Consumer<String> said, Together together) {
    return new DumpTools.Call(
        server.place(database),
        server.identity(database).major(),
        application,
        said,
        together::isStopped);
  }

  /// The rows of the tables that were in the backup, after migrations: whatever else is there now
  /// does not count.
  List<Difference> compareTables(String database, Expected expected, Watched watched)
      throws InterruptedException {
    BackupMeter meter = watched.meter();
    meter.begin(Phase.COMPARE, 1, 0);
    ConcurrentLinkedQueue<TableDigest> found = new ConcurrentLinkedQueue<>();
    Set<String> wanted =
        expected.tables().stream()
            .map(TableDigest::table)
            .filter(each -> !HISTORY.contains(each))
            .collect(Collectors.toSet());
    try (Snapshot snapshot =
        server.snapshot(database, application, jobs, watched.watch()::isCancelled)) {
      Together together = new Together(watched.watch()::isCancelled, meter::tell, snapshot::cancel);
      List<TableFacts> tables =
          asExpected(snapshot, expected).stream()
              .filter(each -> wanted.contains(each.title()))
              .toList();
      together.run("compare", TableReaders.of(snapshot, tables, jobs, meter, found::add));
    }
    return Difference.between(
        expected.tables().stream().filter(each -> wanted.contains(each.table())).toList(),
        List.copyOf(found));
  }

  /// Everything in which the database is not as expected.
  List<Difference> compare(String database, Expected expected, boolean owners, Watched watched)
      throws InterruptedException {
    BackupMeter meter = watched.meter();
    meter.begin(Phase.COMPARE, 1, 0);
    ConcurrentLinkedQueue<TableDigest> found = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Difference> others = new ConcurrentLinkedQueue<>();
    try (Snapshot snapshot =
        server.snapshot(database, application, jobs, watched.watch()::isCancelled)) {
      Together together = new Together(watched.watch()::isCancelled, meter::tell, snapshot::cancel);
      List<Together.Work> pieces = new ArrayList<>();
      pieces.add(() -> structure(database, expected, owners, together, others));
      pieces.addAll(
          TableReaders.of(snapshot, asExpected(snapshot, expected), jobs, meter, found::add));
      together.run("compare", pieces);
      sequences(expected, snapshot, others);
      if (snapshot.largeObjects() != expected.largeObjects()) {
        others.add(
            new Difference(
                "large objects",
                expected.largeObjects() + " expected, " + snapshot.largeObjects() + " found"));
      }
    }
    List<Difference> all =
        new ArrayList<>(Difference.between(expected.tables(), List.copyOf(found)));
    all.addAll(others);
    return List.copyOf(all);
  }

  /// The same statement on both sides: another default collation would sort in another way.
  private static List<TableFacts> asExpected(Snapshot snapshot, Expected expected) {
    Map<String, TableDigest> wanted = new LinkedHashMap<>();
    expected.tables().forEach(each -> wanted.put(each.table(), each));
    return snapshot.tables().stream()
        .map(
            each -> {
              TableDigest twin = wanted.get(each.title());
              return twin == null ? each : each.like(twin);
            })
        .toList();
  }

  private void structure(
      String database,
      Expected expected,
      boolean owners,
      Together together,
      ConcurrentLinkedQueue<Difference> differences)
      throws InterruptedException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    tools.structure(call(database, line -> {}, together), null, true, text);
    expected
        .definitions()
        .difference(Definitions.of(text.toByteArray()), owners)
        .ifPresent(differences::add);
  }

  /// A sequence that would give a number that is taken breaks the next insert. One that was behind
  /// its column before the backup is not the restore's fault.
  private static void sequences(
      Expected expected, Snapshot snapshot, ConcurrentLinkedQueue<Difference> differences) {
    Set<String> sound =
        expected.sequences().stream()
            .filter(SequenceState::ahead)
            .map(SequenceState::sequence)
            .collect(Collectors.toSet());
    for (SequenceState each : snapshot.sequences()) {
      if (sound.remove(each.sequence()) && !each.ahead()) {
        differences.add(
            new Difference(
                "sequence " + each.sequence(),
                "stands at " + each.value() + ", " + each.column() + " holds " + each.most()));
      }
    }
    sound.forEach(each -> differences.add(new Difference("sequence " + each, "is missing")));
  }

  /// Whoever watches, and the meter that tells them.
  record Watched(BackupWatch watch, BackupMeter meter) {
    Watched(BackupWatch watch) {
      this(watch, new BackupMeter(watch, System::nanoTime));
    }
  }
}
