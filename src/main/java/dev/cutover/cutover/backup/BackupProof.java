package dev.cutover.cutover.backup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Proves an archive: restores it into a scratch database of its own, compares, drops it again.
final class BackupProof {
  private final DumpTools tools;
  private final BackupServer scratch;
  private final InstantSource clock;

  BackupProof(DumpTools tools, BackupServer scratch, InstantSource clock) {
    this.tools = tools;
    this.scratch = scratch;
    this.clock = clock;
  }

  /// @param sameServer the archive is from the server where it is restored: then owners and rights
  ///   are proved too, if our account may give them
  Proof prove(
      Path archive,
      Expected expected,
      boolean sameServer,
      BackupOrder order,
      RestoreRun.Watched watched)
      throws InterruptedException {
    ServerIdentity there = scratch.identity(scratch.database());
    boolean owners = sameServer && there.superuser();
    mustBeRestorable(expected, there, owners);
    RestoreRun run =
        new RestoreRun(tools, scratch, RestoreRun.Purpose.PROOF, order.jobs(), order.application());
    String name = order.scratch();
    try {
      run.restore(name, archive, expected, owners, watched);
      List<Difference> differences = run.compare(name, expected, owners, watched);
      Place place = scratch.place(name);
      return new Proof(
          differences.isEmpty() ? Proof.State.PROVED : Proof.State.DIFFERS,
          clock.instant(),
          place.host() + ":" + place.port(),
          owners,
          differences);
    } finally {
      dropped(name, order.application());
    }
  }

  /// Told before the long part, not at 90 % of it.
  private void mustBeRestorable(Expected expected, ServerIdentity there, boolean owners) {
    if (!there.createsDatabases()) {
      throw BackupMaker.refusal(
          "backup.createdb",
          "The account "
              + there.user()
              + " may not create databases at "
              + scratch.place(there.database())
              + ", so no backup can be proved there.",
          "Give it CREATEDB, or name another server for scratch databases.");
    }
    List<String> lacks = scratch.lacks(expected.needs(), owners);
    if (!lacks.isEmpty()) {
      throw BackupMaker.refusal(
          "backup.restore_side",
          "The server for the proof lacks what this database needs: "
              + String.join("; ", lacks)
              + ".",
          "Install or create it there, or name another server for scratch databases.");
    }
  }

  private void dropped(String name, String application) {
    boolean interrupted = Thread.interrupted();
    try {
      scratch.end(application);
      scratch.dropScratch(name);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
