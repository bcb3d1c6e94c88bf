package dev.cutover.boot;

import dev.cutover.archive.SnapshotSource;
import dev.cutover.archive.SnapshotVerification;
import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.transform.PulseTransform;
import dev.cutover.ui.RawPorts;
import dev.cutover.ui.SnapshotFiles;
import java.nio.file.Path;
import java.util.Map;

/// Opens snapshots for windows.
public final class SnapshotOpening implements SnapshotFiles {
  private final Home home;

  public SnapshotOpening(Home home) {
    this.home = home;
  }

  @Override
  public Opened open(Path file) {
    SnapshotSource source = SnapshotSource.open(file, home.cache());
    return new Opened() {
      @Override
      public SnapshotFacts facts() {
        return source.about();
      }

      @Override
      public RawPorts ports() {
        return new RawPorts(
            source,
            (_, _, _) -> {
              throw new IllegalStateException("a snapshot holds no loaded rows");
            },
            new TransformPreview(
                new PulseTransform(), new FrozenIntegrations(source.provenance(), Map.of())),
            _ -> {
              throw new IllegalStateException("a snapshot holds no journeys");
            });
      }

      @Override
      public SnapshotCheck verify(Progress progress) {
        return new SnapshotVerification(file, progress).run(home.cache());
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  @Override
  public Problem explain(Exception failure) {
    return Explanation.of(failure);
  }
}
