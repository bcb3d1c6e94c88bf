package dev.cutover.boot;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.ServerIdentity;
import dev.cutover.ui.BackupActs;
import dev.cutover.ui.Backups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The window's backups, over the same parts as the command line's. What is being made when the
/// window closes is cancelled first, and puts away what is half done.
final class WindowBackups implements Backups, BackupActs, AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final BackupParts parts;
  private final WorkUnderWay work = new WorkUnderWay("A backup");

  WindowBackups(BackupParts parts) {
    this.parts = parts;
  }

  @Override
  public List<BackupShelf.Entry> list() {
    return parts.shelf().list();
  }

  @Override
  public Outlook outlook(Wish wish) {
    BackupServer server = parts.server();
    ServerIdentity identity = server.identity(server.database());
    Path wanted = wish.folder();
    Path folder = wanted == null ? parts.shelf().place(name(server)) : wanted;
    List<Finding> findings = new ArrayList<>();
    List<String> programs = programs(identity, findings);
    long free = free(folder);
    findings.add(taken(folder));
    findings.add(room(identity.bytes(), free, folder));
    findings.add(rights(identity, wish));
    return new Outlook(folder, identity.bytes(), free, programs, findings);
  }

  private static String name(BackupServer server) {
    return server.database().replaceAll("\\W", "_") + "-" + stamp();
  }

  private static String stamp() {
    return STAMP.format(Instant.now()) + "-" + ProcessHandle.current().pid();
  }

  private List<String> programs(ServerIdentity identity, List<Finding> findings) {
    try {
      List<CutoverPlan.Tool> found = parts.tools().require(identity.major());
      findings.add(
          Finding.pass(
              "programs",
              "as new as the server, which is PostgreSQL " + identity.versionText() + "."));
      return found.stream()
          .map(each -> each.name() + " " + each.version() + " (" + each.path() + ")")
          .toList();
    } catch (StepFailure none) {
      findings.add(Finding.fail("programs", none.problem().what(), none.problem().remedy()));
      return List.of();
    }
  }

  private static Finding taken(Path folder) {
    String[] inside = folder.toFile().list();
    return inside == null || inside.length == 0
        ? Finding.pass("folder", folder + " is free.")
        : Finding.fail(
            "folder",
            folder + " holds something already.",
            "Name a folder that does not exist yet; no backup is ever overwritten.");
  }

  private static Finding room(long bytes, long free, Path folder) {
    String numbers =
        String.format(
            Locale.ROOT, "%.1f GB are free, the database has %.1f GB.", free / 1e9, bytes / 1e9);
    return free >= bytes
        ? Finding.pass("room", numbers)
        : Finding.fail(
            "room", numbers, "Make room at " + folder + ", or name a folder on another disk.");
  }

  private static Finding rights(ServerIdentity identity, Wish wish) {
    boolean reads = identity.superuser() || identity.bypassesRowSecurity();
    boolean creates = identity.superuser() || identity.createsDatabases();
    if (wish.prove() && wish.scratch().isEmpty() && !creates) {
      return Finding.fail(
          "rights",
          identity.user() + " may not create databases, which the proof needs.",
          "Let an administrator run `ALTER ROLE "
              + identity.user()
              + " CREATEDB`, or name another server for the proof.");
    }
    return reads
        ? Finding.pass("rights", identity.user() + " sees every row and may create databases.")
        : Finding.warn(
            "rights",
            identity.user() + " does not bypass row security: a table with policies ends the dump.",
            "Let an administrator run `ALTER ROLE " + identity.user() + " BYPASSRLS`.");
  }

  private static long free(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("The space at " + folder + " is not known", e);
    }
  }

  @Override
  public Made create(Wish wish, Path folder, BackupWatch watch) throws InterruptedException {
    BackupOrder order =
        new BackupOrder(stamp(), "backup", folder, wish.jobs(), wish.prove(), wish.second());
    return work.carryOut(
        () -> {
          Manifest manifest = parts.maker(server(wish.scratch())).create(order, until(watch));
          parts.shelf().remember(order.folder());
          return new Made(order.folder(), manifest);
        });
  }

  private static @Nullable String server(String scratch) {
    return scratch.isEmpty() ? null : scratch;
  }

  @Override
  public BackupCheck.Checked verify(Path folder, int jobs, BackupWatch watch)
      throws InterruptedException {
    return work.carryOut(() -> parts.check(null).prove(folder, stamp(), jobs, until(watch)));
  }

  private BackupWatch until(BackupWatch watch) {
    return new BackupWatch() {
      @Override
      public void at(BackupProgress progress) {
        watch.at(progress);
      }

      @Override
      public boolean isCancelled() {
        return work.isClosing() || watch.isCancelled();
      }
    };
  }

  @Override
  public void close() {
    work.close();
  }
}
