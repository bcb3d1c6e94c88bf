package dev.cutover.kit;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.cutover.backup.Difference;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.cutover.backup.RestoreNeeds;
import dev.cutover.cutover.backup.ServerIdentity;
import dev.cutover.cutover.backup.Structure;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.ui.BackupActs;
import dev.cutover.ui.Backups;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Backups whose course a test lays out: making one stands still where it is told to, until it is
/// let go or cancelled.
public final class ScriptedBackups implements Backups, BackupActs {
  private static final Instant TAKEN = Instant.parse("2026-11-28T20:41:00Z");

  private final List<BackupShelf.Entry> shelf = new ArrayList<>();
  private volatile BackupProgress at = progress(BackupProgress.Phase.DUMP);
  private volatile CountDownLatch standing = new CountDownLatch(0);
  private volatile Proof.State ends = Proof.State.PROVED;
  private volatile boolean roomy = true;

  public static BackupProgress progress(BackupProgress.Phase phase) {
    return new BackupProgress(
        phase,
        "public.raw_extraction_data",
        13,
        31,
        4_100_000_000L,
        7_000_000_000L,
        23_000_000,
        new BackupProgress.Left(Duration.ofSeconds(90), Duration.ofSeconds(170)));
  }

  /// The next one stands still there.
  public void standStill(BackupProgress.Phase phase) {
    at = progress(phase);
    standing = new CountDownLatch(1);
  }

  public void letGo() {
    standing.countDown();
  }

  public void ends(Proof.State state) {
    ends = state;
  }

  public void hasRoom(boolean room) {
    roomy = room;
  }

  public void shelve(Proof.State state) {
    Manifest manifest = manifest(state);
    shelf.add(
        new BackupShelf.Entry(
            Path.of("/var/backups/pulse-" + shelf.size()), manifest, manifest.proof(), ""));
  }

  private static Proof proof(Proof.State state) {
    return new Proof(
        state,
        TAKEN.plusSeconds(300),
        state == Proof.State.UNVERIFIED ? "" : "db8:5432",
        true,
        state == Proof.State.DIFFERS
            ? List.of(
                new Difference(
                    "table public.work_items",
                    "73145 rows on both sides, but not the same; in id after 41000 up to 42017"))
            : List.of());
  }

  static Manifest manifest(Proof.State state) {
    ServerIdentity identity =
        new ServerIdentity(
            160_004,
            "16.4",
            "7447512345678901234",
            "pulse_db",
            16_412,
            7_000_000_000L,
            "UTF8",
            "C.UTF-8",
            "C.UTF-8",
            "c",
            "",
            "etl_admin",
            false,
            true,
            true);
    return new Manifest(
        Manifest.FORMAT,
        "20261128-2041",
        TAKEN,
        TAKEN.plusSeconds(372),
        new Manifest.Source("db7", 5432, identity),
        "0/5A1D236B",
        List.of(new CutoverPlan.Tool("pg_dump", "/usr/lib/postgresql/16/bin/pg_dump", "16.4")),
        List.of(
            new Manifest.BackupFile(
                "database.dump", 2_140_000_000L, "5a1d236b0c9f4a7e8d11223344556677")),
        List.of(
            new TableDigest(
                "public.work_items",
                73_145,
                4_000_000,
                "ab",
                "SELECT",
                List.of("id"),
                Map.of(),
                8,
                List.of())),
        List.of(),
        List.of(),
        needs(),
        new Structure("aa", "bb"),
        0,
        List.of("passwords of roles"),
        Map.of(),
        proof(state));
  }

  private static RestoreNeeds needs() {
    return new RestoreNeeds(List.of(), List.of(), List.of());
  }

  @Override
  public List<BackupShelf.Entry> list() {
    return List.copyOf(shelf);
  }

  @Override
  public Outlook outlook(Wish wish) {
    Path folder =
        wish.folder() == null
            ? Path.of("/home/anna/.local/share/cutover/backups/pulse_db-1")
            : wish.folder();
    return new Outlook(
        folder,
        7_000_000_000L,
        roomy ? 88_000_000_000L : 3_000_000_000L,
        List.of(
            "pg_dump 16.4 (/usr/lib/postgresql/16/bin/pg_dump)",
            "pg_restore 16.4 (/usr/lib/postgresql/16/bin/pg_restore)"),
        List.of(
            Finding.pass("pg_dump", "16.4, as new as the server (16.4)"),
            Finding.pass("rights", "etl_admin reads every row and may create databases"),
            roomy
                ? Finding.pass("room", "88.0 GB are free, 7.0 GB are needed at the most")
                : Finding.fail(
                    "room",
                    "There are 3.0 GB free and the database has 7.0 GB.",
                    "Make room, or name a folder on another disk.")));
  }

  @Override
  public Made create(Wish wish, Path folder, BackupWatch watch) throws InterruptedException {
    stand(watch);
    return new Made(folder, manifest(wish.prove() ? ends : Proof.State.UNVERIFIED));
  }

  @Override
  public BackupCheck.Checked verify(Path folder, int jobs, BackupWatch watch)
      throws InterruptedException {
    stand(watch);
    Manifest manifest = manifest(ends);
    return new BackupCheck.Checked(
        manifest,
        List.of(
            Finding.pass("manifest.json", "unchanged since it was written"),
            Finding.pass("database.dump", "2140000000 bytes, sha256 5a1d236b0c9f")),
        manifest.proof());
  }

  private void stand(BackupWatch watch) throws InterruptedException {
    watch.at(at);
    boolean going = false;
    while (!going) {
      if (watch.isCancelled()) {
        throw new InterruptedException("cancelled");
      }
      going = standing.await(20, TimeUnit.MILLISECONDS);
    }
  }
}
