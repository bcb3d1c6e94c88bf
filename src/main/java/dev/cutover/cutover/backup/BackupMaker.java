package dev.cutover.cutover.backup;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.BackupProgress.Phase;
import dev.cutover.cutover.backup.Manifest.BackupFile;
import dev.cutover.job.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Makes a backup: in one snapshot the dump and the digests of all tables at the same time, then
/// the proof, then the manifest. Whatever ends it early, nothing half done is left under a name
/// that counts.
public final class BackupMaker {
  static final String ARCHIVE = "database.dump";
  static final String RANGES = "ranges.json";
  static final String STRUCTURE = "schema.sql";
  private static final String GLOBALS = "globals.sql";
  private static final String SETTINGS = "server-settings.txt";
  private static final String BROKER = "broker.json";

  /// What a folder holds before its manifest is there.
  static final List<String> FILES =
      List.of(ARCHIVE, STRUCTURE, GLOBALS, SETTINGS, BROKER, RANGES, "manifest.sha256");

  private final DumpTools tools;
  private final BackupServer server;
  private final BackupServer scratch;
  private final ManifestFiles manifests;
  private final BrokerDefinitions broker;
  private final InstantSource clock;

  /// @param server the backup is taken of its database
  /// @param scratch where it is restored for the proof; the same one or another
  public BackupMaker(
      DumpTools tools,
      BackupServer server,
      BackupServer scratch,
      ManifestFiles manifests,
      BrokerDefinitions broker,
      InstantSource clock) {
    this.tools = tools;
    this.server = server;
    this.scratch = scratch;
    this.manifests = manifests;
    this.broker = broker;
    this.clock = clock;
  }

  /// @return the manifest as written; whether the proof holds is in it
  /// @throws StepFailure it cannot be made; the folder is as it was before
  /// @throws InterruptedException cancelled, likewise
  public Manifest create(BackupOrder order, BackupWatch watch) throws InterruptedException {
    ServerIdentity identity = server.identity(server.database());
    List<CutoverPlan.Tool> programs = tools.require(identity.major());
    Folders.mustHaveRoom(order.folder(), identity.bytes());
    Folders.make(order.folder());
    boolean complete = false;
    try {
      sweep(order);
      Manifest manifest = make(order, identity, programs, watch);
      complete = true;
      return manifest;
    } finally {
      if (!complete) {
        afterwards(order);
      }
    }
  }

  /// What an earlier process of the same run has left.
  private void sweep(BackupOrder order) {
    server.end(order.application());
    scratch.end(order.application());
    scratch.dropScratch(order.scratch());
  }

  /// The server may be what failed: then the files go all the same.
  private void afterwards(BackupOrder order) {
    try {
      Folders.tidy(order.folder());
    } finally {
      boolean interrupted = Thread.interrupted();
      try {
        sweep(order);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private Manifest make(
      BackupOrder order,
      ServerIdentity identity,
      List<CutoverPlan.Tool> programs,
      BackupWatch watch)
      throws InterruptedException {
    Instant begun = clock.instant();
    RestoreRun.Watched watched = new RestoreRun.Watched(watch);
    List<BackupFile> files = new ArrayList<>();
    Taken taken = take(order, identity, watched, files);
    Proof proof =
        order.prove()
            ? new BackupProof(tools, scratch, clock)
                .prove(
                    order.folder().resolve(ARCHIVE),
                    taken.expected(),
                    sameServer(identity),
                    order,
                    watched)
            : Proof.none(clock.instant());
    Place place = server.place(server.database());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            order.run(),
            begun,
            clock.instant(),
            new Manifest.Source(place.host(), place.port(), identity),
            taken.position(),
            programs,
            files,
            taken.expected().tables().stream().map(TableDigest::bare).toList(),
            taken.expected().sequences(),
            taken.watermarks(),
            taken.expected().needs(),
            taken.expected().definitions().digests(),
            taken.expected().largeObjects(),
            taken.notCarried(),
            watched.meter().milliseconds(),
            proof);
    manifests.write(order.folder(), manifest);
    Folders.force(order.folder());
    Path second = order.second();
    if (second != null) {
      SecondCopy.make(order.folder(), manifest, second, manifests);
    }
    return manifest;
  }

  private boolean sameServer(ServerIdentity identity) {
    return scratch
        .identity(scratch.database())
        .systemIdentifier()
        .equals(identity.systemIdentifier());
  }

  /// What one snapshot gave.
  private record Taken(
      Expected expected, String position, List<Watermark> watermarks, List<String> notCarried) {}

  private Taken take(
      BackupOrder order,
      ServerIdentity identity,
      RestoreRun.Watched watched,
      List<BackupFile> files)
      throws InterruptedException {
    BackupMeter meter = watched.meter();
    try (Snapshot snapshot =
        server.snapshot(
            server.database(), order.application(), order.jobs(), watched.watch()::isCancelled)) {
      List<TableFacts> tables = snapshot.tables();
      Map<String, Long> sizes = new LinkedHashMap<>();
      tables.forEach(each -> sizes.put(each.title(), each.bytes()));
      meter.tables(sizes);
      meter.begin(Phase.DUMP, 2, order.prove() ? 2 : 0);
      ByteArrayOutputStream structure = new ByteArrayOutputStream();
      ConcurrentLinkedQueue<TableDigest> digests = new ConcurrentLinkedQueue<>();
      Together together =
          new Together(
              watched.watch()::isCancelled,
              () -> {
                snapshot.copied(order.application()).forEach(e -> meter.at(e.table(), e.bytes()));
                meter.tell();
              },
              () -> {
                snapshot.cancel();
                server.end(order.application());
              });
      DumpTools.Call call =
          new DumpTools.Call(
              server.place(server.database()),
              identity.major(),
              order.application(),
              line -> {},
              together::isStopped);
      List<Together.Work> pieces = new ArrayList<>();
      pieces.add(() -> tools.structure(call, snapshot.id(), true, structure));
      pieces.add(() -> archive(call, snapshot.id(), order.folder().resolve(ARCHIVE), files));
      pieces.addAll(TableReaders.of(snapshot, tables, order.jobs(), meter, digests::add));
      together.run("backup", pieces);
      Expected expected =
          new Expected(
              identity,
              inOrder(tables, digests),
              snapshot.sequences(),
              Definitions.of(structure.toByteArray()),
              snapshot.largeObjects(),
              snapshot.needs());
      files.add(HashedFile.write(order.folder().resolve(STRUCTURE), structure.toByteArray()));
      List<String> notCarried = new ArrayList<>(snapshot.notCarried());
      notCarried.addAll(others(order, call, snapshot, expected, files));
      return new Taken(expected, snapshot.position(), snapshot.watermarks(), notCarried);
    }
  }

  private static List<TableDigest> inOrder(
      List<TableFacts> tables, ConcurrentLinkedQueue<TableDigest> digests) {
    Map<String, TableDigest> found = new LinkedHashMap<>();
    digests.forEach(each -> found.put(each.table(), each));
    List<TableDigest> ordered = new ArrayList<>();
    for (TableFacts each : tables) {
      TableDigest digest = found.get(each.title());
      if (digest == null) {
        throw new IllegalStateException(each.title() + " was not read");
      }
      ordered.add(digest);
    }
    return ordered;
  }

  private void archive(DumpTools.Call call, String snapshot, Path target, List<BackupFile> files)
      throws InterruptedException {
    try (HashedFile file = HashedFile.begin(target)) {
      tools.archive(call, snapshot, file);
      files.add(file.finish());
    }
  }

  /// Whatever is small and beside the dump.
  ///
  /// @return what of it there is none of, in words
  private List<String> others(
      BackupOrder order,
      DumpTools.Call call,
      Snapshot snapshot,
      Expected expected,
      List<BackupFile> files)
      throws InterruptedException {
    ByteArrayOutputStream globals = new ByteArrayOutputStream();
    tools.globals(call, globals);
    files.add(HashedFile.write(order.folder().resolve(GLOBALS), globals.toByteArray()));
    files.add(
        HashedFile.write(
            order.folder().resolve(SETTINGS),
            (String.join("\n", snapshot.settings()) + "\n").getBytes(StandardCharsets.UTF_8)));
    List<String> without = new ArrayList<>();
    switch (broker.read()) {
      case BrokerDefinitions.Document(byte[] json) ->
          files.add(HashedFile.write(order.folder().resolve(BROKER), json));
      case BrokerDefinitions.None(String why) ->
          without.add("definitions of the broker (" + why + ")");
    }
    Map<String, List<TableDigest.Range>> ranges = new LinkedHashMap<>();
    expected.tables().forEach(each -> ranges.put(each.table(), each.ranges()));
    files.add(manifests.writeRanges(order.folder().resolve(RANGES), ranges));
    return without;
  }

  static StepFailure refusal(String code, String what, String remedy) {
    return new StepFailure(new Problem(code, what, remedy));
  }
}
