package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.SnapshotResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `raw snapshot`: rows into a file that is looked at without a server.
@Command(
    name = "snapshot",
    description =
        "Writes all rows that match into one file (*"
            + RawSnapshotCommand.ENDING
            + ") that can be searched, compared and proved without a server.")
final class RawSnapshotCommand extends Verb {
  static final String ENDING = ".cutover.sqlite";

  @Parameters(arity = "0..*", paramLabel = "ID", description = "only these raw rows")
  private List<Long> ids = new ArrayList<>();

  @Mixin RawWhich which = new RawWhich();

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path target = Path.of("");

  @Option(
      names = "--backup",
      paramLabel = "ARCHIVE",
      description = "out of this backup (a folder, or a file of pg_dump -Fc); contacts no server")
  private @Nullable Path backup;

  @Option(
      names = "--mask",
      split = ",",
      paramLabel = "M,..",
      description = "make unreadable: emails, tokens, names; the snapshot says so")
  private List<Masking.Kind> masked = new ArrayList<>();

  @Override
  int run(Session session, Printer out) {
    Path file = writable(target, options.approve);
    Set<Masking.Kind> kinds = EnumSet.noneOf(Masking.Kind.class);
    kinds.addAll(masked);
    Path archive = backup;
    if (archive != null) {
      return told(
          Snapshots.of(session)
              .writeFromBackup(
                  archive,
                  which.queryByNumbers().ids(ids).query(),
                  which.words(ids),
                  kinds,
                  file,
                  new WatchedProgress(out, "rows", stop())),
          out);
    }
    Ready.database(session);
    RawSource source = session.rawRows().source();
    SnapshotResult result =
        Snapshots.of(session)
            .write(
                source,
                which.query(source).ids(ids).query(),
                which.words(ids),
                kinds,
                file,
                new WatchedProgress(out, "rows", stop()));
    return told(result, out);
  }

  static Path writable(Path target, boolean approved) {
    Path file = target.toAbsolutePath();
    Path folder = file.getParent();
    if (!String.valueOf(file.getFileName()).endsWith(ENDING)) {
      throw new IllegalArgumentException("--out must end with " + ENDING + ".");
    }
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--out: " + file + " cannot be a file there.");
    }
    if (Files.exists(file) && !approved) {
      throw new Refused(
          Exit.NEEDS_DECISION,
          new Problem(
              "decision.overwrite",
              file + " exists. Nothing was written.",
              "Add --approve to replace it, or name another file."));
    }
    return file;
  }

  static int told(SnapshotResult result, Printer out) {
    out.document(
        Printer.object()
            .put("file", result.file().toString())
            .put("rows", result.rows())
            .put("bytes", result.bytes())
            .put("sha256", result.sha256())
            .put("complete", !result.stopped()));
    if (result.stopped()) {
      out.line("Stopped. There is no file " + result.file() + ".");
      return Exit.CANCELLED;
    }
    out.line(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d bytes in %s%nsha256 %s",
            result.rows(),
            result.bytes(),
            result.file(),
            result.sha256()));
    return Exit.DONE;
  }
}
