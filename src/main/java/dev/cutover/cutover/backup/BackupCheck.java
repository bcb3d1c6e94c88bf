package dev.cutover.cutover.backup;

import dev.cutover.check.Finding;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.BackupProgress.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at a backup that was made earlier: are its files what the manifest says, and does it
/// restore to what the snapshot held.
public final class BackupCheck {
  /// Of the custom format.
  private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);

  private final DumpTools tools;
  private final BackupServer scratch;
  private final ManifestFiles manifests;
  private final InstantSource clock;

  public BackupCheck(
      DumpTools tools, BackupServer scratch, ManifestFiles manifests, InstantSource clock) {
    this.tools = tools;
    this.scratch = scratch;
    this.manifests = manifests;
    this.clock = clock;
  }

  /// @param manifest null when there is none that can be trusted
  /// @param proof null when nothing was restored, because the files are not whole or not asked for
  public record Checked(
      @Nullable Manifest manifest, List<Finding> findings, @Nullable Proof proof) {
    public Checked {
      findings = List.copyOf(findings);
    }

    public boolean ok() {
      return findings.stream().noneMatch(each -> each.severity() == Finding.Severity.FAIL);
    }
  }

  /// Compares the files alone; contacts no server.
  public static Checked filesOf(Path folder, ManifestFiles manifests, BackupWatch watch)
      throws InterruptedException {
    return files(folder, manifests, new RestoreRun.Watched(watch));
  }

  private static Checked files(Path folder, ManifestFiles manifests, RestoreRun.Watched watched)
      throws InterruptedException {
    Manifest manifest;
    try {
      manifest = manifests.read(folder);
    } catch (StepFailure e) {
      return new Checked(
          null,
          List.of(Finding.fail("manifest.json", e.problem().what(), e.problem().remedy())),
          null);
    }
    Map<String, Long> sizes = new LinkedHashMap<>();
    manifest.files().forEach(each -> sizes.put(each.name(), each.bytes()));
    watched.meter().tables(sizes);
    watched.meter().begin(Phase.FILES, 1, 0);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.pass("manifest.json", "unchanged since it was written"));
    for (Manifest.BackupFile each : manifest.files()) {
      findings.add(file(folder.resolve(each.name()), each, watched));
      watched.meter().known(each.name(), each.bytes());
      watched.meter().tell();
    }
    return new Checked(manifest, findings, null);
  }

  private static Finding file(Path path, Manifest.BackupFile said, RestoreRun.Watched watched)
      throws InterruptedException {
    String remedy = "This backup cannot be used. Use its second copy or another backup.";
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Finding.fail(
          said.name(),
          path + (Files.exists(path) ? " is no file of this folder." : " is missing."),
          remedy);
    }
    long bytes = path.toFile().length();
    if (bytes != said.bytes()) {
      return Finding.fail(
          said.name(),
          path + " has " + bytes + " bytes; " + said.bytes() + " were written.",
          remedy);
    }
    String sha256 = Sha.of(path, watched.meter()::read, watched.watch()::isCancelled);
    if (sha256.equals(said.sha256())
        && said.name().equals(BackupMaker.ARCHIVE)
        && !HashedFile.begins(path, MAGIC)) {
      return Finding.fail(
          said.name(),
          path
              + " is no archive of pg_dump. A plain SQL file is never restored: it may hold any"
              + " command.",
          remedy);
    }
    return sha256.equals(said.sha256())
        ? Finding.pass(said.name(), bytes + " bytes, sha256 " + sha256)
        : Finding.fail(
            said.name(),
            path
                + " is not the file that was written: its SHA-256 is "
                + sha256
                + ", not "
                + said.sha256()
                + ".",
            remedy);
  }

  /// The files, then a restore into a scratch database and the comparison of every digest. The
  /// result is kept beside the manifest.
  ///
  /// @param run names the sessions and the scratch database of this check
  public Checked prove(Path folder, String run, int jobs, BackupWatch watch)
      throws InterruptedException {
    RestoreRun.Watched watched = new RestoreRun.Watched(watch);
    Checked checked = files(folder, manifests, watched);
    Manifest manifest = checked.manifest();
    if (manifest == null || !checked.ok()) {
      return checked;
    }
    ServerIdentity there = scratch.identity(scratch.database());
    tools.require(Math.max(there.major(), manifest.source().identity().major()));
    Expected expected = Expected.of(folder, manifest, manifests);
    Map<String, Long> sizes = new LinkedHashMap<>();
    expected.tables().forEach(each -> sizes.put(each.table(), each.bytes()));
    watched.meter().tables(sizes);
    Proof proof =
        new BackupProof(tools, scratch, clock)
            .prove(
                folder.resolve(BackupMaker.ARCHIVE),
                expected,
                there.systemIdentifier().equals(manifest.source().identity().systemIdentifier()),
                new BackupOrder(run, "verify", folder, jobs, true, null),
                watched);
    manifests.addProof(folder, proof);
    List<Finding> findings = new ArrayList<>(checked.findings());
    if (proof.holds()) {
      findings.add(Finding.pass("restore", proof.text()));
    }
    for (Difference each : proof.differences()) {
      findings.add(
          Finding.fail(
              each.object(),
              each.detail() + ".",
              "The restored copy is not what was dumped. Do not rely on this backup."));
    }
    return new Checked(manifest, findings, proof);
  }
}
