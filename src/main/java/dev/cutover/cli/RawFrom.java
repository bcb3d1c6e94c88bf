package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.rawdata.RawSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the raw rows are looked at: in the live database, or in a snapshot without any server.
final class RawFrom {
  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "look into this snapshot; contacts no server")
  private @Nullable Path snapshot;

  boolean isSnapshot() {
    return snapshot != null;
  }

  RawSource source(Session session, Printer out) {
    Path file = snapshot;
    if (file == null) {
      Ready.database(session);
      return session.rawRows().source();
    }
    Snapshots.Opened opened = Snapshots.of(session).open(file);
    String damage = opened.facts().damage();
    if (damage != null) {
      out.note(
          damage + " What can be read is shown; `cutover raw verify " + file + "` names the rest.");
    }
    return opened.source();
  }
}
