package dev.cutover.boot;

import dev.cutover.archive.BackupSnapshot;
import dev.cutover.archive.SnapshotSource;
import dev.cutover.archive.SnapshotVerification;
import dev.cutover.archive.SnapshotWriter;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.rawdata.SnapshotResult;
import dev.cutover.rawdata.SnapshotTrouble;
import dev.cutover.tool.PgRestoreText;
import dev.cutover.transform.PulseTransform;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Snapshots of raw rows: makes them, opens them, looks whether they are whole. Opening one
/// contacts no server.
public final class Snapshots {
  private static final int SALT = 16;

  private final Session session;
  private final Home home;
  private final InstantSource clock = InstantSource.system();

  private Snapshots(Session session) {
    this.session = session;
    this.home = session.home();
  }

  /// Snapshots that are opened are closed with the session.
  public static Snapshots of(Session session) {
    return new Snapshots(session);
  }

  /// @param filter the chosen rows in words, empty for all
  /// @param masked what to make unreadable
  /// @param target is replaced when it exists; ask before
  /// @throws SnapshotTrouble when the file cannot be written
  public SnapshotResult write(
      RawSource source,
      RawQuery query,
      String filter,
      Set<Masking.Kind> masked,
      Path target,
      Progress progress) {
    return new SnapshotWriter(home.cache())
        .write(
            source,
            query,
            masking(masked),
            new SnapshotWriter.Circumstances(clock.instant(), "cutover " + version(), filter),
            target,
            progress);
  }

  /// The same out of a backup's archive, without a server.
  ///
  /// @param archive a file of `pg_dump -Fc`, or a folder with `database.dump`
  /// @throws SnapshotTrouble when the archive cannot be read or the file not be written
  public SnapshotResult writeFromBackup(
      Path archive,
      RawQuery query,
      String filter,
      Set<Masking.Kind> masked,
      Path target,
      Progress progress) {
    return new BackupSnapshot(home.cache(), new PgRestoreText(System.getenv()))
        .write(
            archive,
            query,
            masking(masked),
            new SnapshotWriter.Circumstances(clock.instant(), "cutover " + version(), filter),
            target,
            progress);
  }

  private static @Nullable Masking masking(Set<Masking.Kind> kinds) {
    if (kinds.isEmpty()) {
      return null;
    }
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new Masking(kinds, salt);
  }

  private static String version() {
    String version = Snapshots.class.getPackage().getImplementationVersion();
    return version == null ? "(no release)" : version;
  }

  /// A snapshot that is looked at.
  public record Opened(RawSource source, SnapshotFacts facts) {}

  /// @throws SnapshotTrouble when it is none, or nothing of it can be read
  public Opened open(Path file) {
    SnapshotSource source = session.closing(SnapshotSource.open(file, home.cache()));
    return new Opened(source, source.about());
  }

  /// @throws SnapshotTrouble when it is none, or nothing of it can be read
  public SnapshotCheck verify(Path file, Progress progress) {
    return new SnapshotVerification(file, progress).run(home.cache());
  }

  /// The transform as it would run on these rows.
  ///
  /// @param mapped field mappings that go before those of the snapshot, column to field
  public ExpectedRows transform(Opened opened, Map<String, String> mapped) {
    return new TransformPreview(
        new PulseTransform(), new FrozenIntegrations(opened.source().provenance(), mapped));
  }
}
