package dev.cutover.cli;

import dev.cutover.boot.BackupParts;
import dev.cutover.boot.Session;
import dev.cutover.check.Finding;
import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.Difference;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `backup create, verify, list`.
@Command(
    name = "backup",
    description = "Backups that are proved by restoring them and comparing every table.",
    subcommands = {
      BackupCommand.Create.class,
      BackupCommand.Check.class,
      BackupCommand.Known.class
    })
final class BackupCommand extends Group {
  private static final int MOST_JOBS = 32;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Command(
      name = "create",
      description =
          "Dumps the database in one snapshot, restores the dump into a scratch database, compares"
              + " every table, drops the scratch database.")
  static final class Create extends Verb {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "folder that does not exist yet (default: one below CUTOVER_HOME)")
    private @Nullable Path folder;

    @Option(names = "--second", paramLabel = "DIR", description = "a copy, on another disk")
    private @Nullable Path second;

    @Option(names = "--jobs", paramLabel = "N", description = "tables at once (default 2)")
    private int jobs = 2;

    @Option(
        names = "--scratch",
        paramLabel = "URI",
        description = "another server for the proof (default: the same one)")
    private @Nullable String scratch;

    @Option(
        names = "--no-proof",
        description = "leave the restore out: the backup is labelled unverified")
    private boolean unproved;

    @Override
    int run(Session session, Printer out) throws Exception {
      mustBeWritable();
      BenchCommand.between("--jobs", jobs, MOST_JOBS);
      BackupParts parts = new BackupParts(session, System.getenv());
      String run = BackupParts.newRun();
      Path target =
          folder == null
              ? parts.shelf().place(parts.server().database().replaceAll("\\W", "_") + "-" + run)
              : folder;
      BackupOrder order = new BackupOrder(run, "backup", target, jobs, !unproved, second);
      Manifest manifest;
      try {
        manifest = parts.maker(scratch).create(order, new BackupProgressLines(out, stop()));
      } catch (InterruptedException e) {
        out.note(
            "cutover: stopped. The dump was ended, the scratch database dropped, and "
                + order.folder()
                + " removed: nothing is left. The database was not changed.");
        out.document(Printer.object().put("cancelled", true));
        return Exit.CANCELLED;
      }
      parts.shelf().remember(order.folder());
      out.json(parts.manifests().text(manifest));
      describe(order.folder(), manifest, manifest.proof(), out);
      return manifest.proof().state() == Proof.State.DIFFERS ? Exit.CHECK_FAILED : Exit.DONE;
    }
  }

  private static void describe(Path folder, Manifest manifest, Proof proof, Printer out) {
    Manifest.BackupFile archive = manifest.archive();
    out.line(
        String.format(
            Locale.ROOT,
            "%s of %s, PostgreSQL %s: %,d tables, %,d rows, dump %,d bytes",
            folder,
            manifest.source().identity().database(),
            manifest.source().identity().versionText(),
            manifest.tables().size(),
            manifest.rows(),
            archive.bytes()));
    out.line(
        "taken at "
            + MINUTE.format(manifest.begun())
            + " UTC, log position "
            + manifest.position()
            + ", in "
            + Duration.between(manifest.begun(), manifest.ended()).toSeconds()
            + " s");
    manifest.notCarried().forEach(each -> out.line("not part of it: " + each));
    manifest.sequences().stream()
        .filter(each -> !each.ahead())
        .forEach(
            each ->
                out.line(
                    "warning: sequence "
                        + each.sequence()
                        + " stands at "
                        + each.value()
                        + " while "
                        + each.column()
                        + " holds "
                        + each.most()
                        + " (so it is in the database itself)"));
    for (Difference each : proof.differences()) {
      out.line("DIFFERS: " + each);
    }
    out.line(proof.holds() ? "proved: " + proof.text() : proof.text());
  }

  @Command(
      name = "verify",
      description =
          "Compares the files with the manifest, then restores into a scratch database and compares"
              + " every table.")
  static final class Check extends Verb {
    @Parameters(paramLabel = "DIR", description = "folder of the backup")
    private Path folder = Path.of("");

    @Option(names = "--files", description = "compare the files alone; contacts no server")
    private boolean filesOnly;

    @Option(names = "--jobs", paramLabel = "N", description = "tables at once (default 2)")
    private int jobs = 2;

    @Option(
        names = "--scratch",
        paramLabel = "URI",
        description = "another server for the proof (default: that of the profile)")
    private @Nullable String scratch;

    @Override
    int run(Session session, Printer out) throws Exception {
      BenchCommand.between("--jobs", jobs, MOST_JOBS);
      if (!filesOnly) {
        mustBeWritable();
      }
      BackupParts parts = new BackupParts(session, System.getenv());
      BackupProgressLines watch = new BackupProgressLines(out, stop());
      BackupCheck.Checked checked;
      try {
        checked =
            filesOnly
                ? BackupCheck.filesOf(folder, parts.manifests(), watch)
                : parts.check(scratch).prove(folder, BackupParts.newRun(), jobs, watch);
      } catch (InterruptedException e) {
        out.note(
            "cutover: stopped. The scratch database was dropped; the backup in "
                + folder
                + " is as it was.");
        out.document(Printer.object().put("cancelled", true));
        return Exit.CANCELLED;
      }
      document(checked, parts, out);
      for (Finding each : checked.findings()) {
        out.line(
            (each.severity() == Finding.Severity.FAIL ? "FAILED " : "ok     ")
                + each.check()
                + ": "
                + each.found()
                + (each.remedy().isEmpty() ? "" : " " + each.remedy()));
      }
      Proof proof = checked.proof();
      if (checked.ok() && filesOnly) {
        out.line("The files are whole. Whether they restore was not looked at.");
      } else if (proof != null && proof.holds()) {
        out.line("proved: " + proof.text());
      }
      return checked.ok() ? Exit.DONE : Exit.CHECK_FAILED;
    }

    private static void document(BackupCheck.Checked checked, BackupParts parts, Printer out) {
      ObjectNode json = Printer.object().put("ok", checked.ok());
      Proof proof = checked.proof();
      json.put(
          "proof", proof == null ? "unverified" : proof.state().name().toLowerCase(Locale.ROOT));
      ArrayNode findings = json.putArray("findings");
      checked
          .findings()
          .forEach(
              each ->
                  findings
                      .addObject()
                      .put("severity", each.severity().name().toLowerCase(Locale.ROOT))
                      .put("check", each.check())
                      .put("found", each.found())
                      .put("remedy", each.remedy()));
      Manifest manifest = checked.manifest();
      if (manifest != null) {
        json.set("manifest", Printer.parsed(parts.manifests().text(manifest)));
      }
      out.document(json);
    }
  }

  @Command(name = "list", description = "Backups that were made from this workstation.")
  static final class Known extends Verb {
    @Override
    int run(Session session, Printer out) {
      List<BackupShelf.Entry> entries = new BackupParts(session, System.getenv()).shelf().list();
      ObjectNode json = Printer.object();
      ArrayNode backups = json.putArray("backups");
      List<List<String>> rows = new ArrayList<>();
      for (BackupShelf.Entry each : entries) {
        Manifest manifest = each.manifest();
        Proof newest = each.newest();
        ObjectNode one = backups.addObject().put("folder", each.folder().toString());
        if (manifest == null || newest == null) {
          one.put("trouble", each.trouble());
          rows.add(List.of("-", "-", "-", "unreadable: " + each.trouble(), each.folder() + ""));
          continue;
        }
        one.put("proof", newest.state().name().toLowerCase(Locale.ROOT))
            .put("proof_at", newest.at().toString())
            .set(
                "manifest",
                Printer.parsed(
                    new BackupParts(session, System.getenv()).manifests().text(manifest)));
        rows.add(
            List.of(
                MINUTE.format(manifest.begun()),
                manifest.source().host() + "/" + manifest.source().identity().database(),
                String.format(Locale.ROOT, "%,d", manifest.archive().bytes()),
                newest.holds()
                    ? "proved " + MINUTE.format(newest.at())
                    : Objects.equals(newest.state(), Proof.State.DIFFERS)
                        ? "DIFFERS"
                        : "unverified",
                each.folder().toString()));
      }
      out.document(json);
      if (rows.isEmpty()) {
        out.line("No backup was made from here.");
      } else {
        out.table(List.of("taken (UTC)", "database", "bytes", "proof", "folder"), rows);
      }
      return Exit.DONE;
    }
  }
}
