package dev.cutover.boot;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Preflight;
import dev.cutover.secret.EncryptedFileStore;
import dev.cutover.secret.SecretTrouble;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What of this machine would stop a cutover half-way: folders, space, key store, the old service's
/// files. Contacts no server.
final class MachinePreflight implements Preflight {
  private static final double ROOM = 2.5;
  private static final Set<String> REMOTE =
      Set.of("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs");

  private final Home home;
  private final Map<String, String> environment;

  MachinePreflight(Home home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  @Override
  public String area() {
    return "machine";
  }

  @Override
  public List<Finding> examine(CutoverPlan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Finding each : new Workstation(home, environment).examine()) {
      // These are asked below against the plan itself.
      if (!Set.of("display", "pg_dump", "pg_restore", "space", "key store")
          .contains(each.check())) {
        findings.add(each);
      }
    }
    findings.add(journal(home.state()));
    findings.add(space(plan));
    findings.add(keyStore());
    findings.addAll(service(plan));
    return findings;
  }

  /// The journal is the truth after a crash; a disk across the network may say "written" too early.
  static Finding journal(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      String found = folder + " on " + store.type();
      return REMOTE.contains(store.type().toLowerCase(Locale.ROOT))
          ? Finding.fail(
              "journal folder",
              found + " is a disk across the network.",
              "Set CUTOVER_HOME to a local disk.")
          : Finding.pass("journal folder", found);
    } catch (IOException e) {
      return Finding.fail(
          "journal folder", folder + ": " + e.getMessage() + ".", "Set CUTOVER_HOME.");
    }
  }

  private Finding space(CutoverPlan plan) {
    long bytes = plan.tables().stream().mapToLong(CutoverPlan.Table::bytes).sum();
    Path folder = Path.of(plan.option("backup.folder", home.data().toString()));
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return space(Files.getFileStore(there).getUsableSpace(), bytes, folder);
    } catch (IOException e) {
      return Finding.fail("space", folder + ": " + e.getMessage() + ".", "Name another folder.");
    }
  }

  static Finding space(long free, long database, Path folder) {
    long wanted = Math.round(database * ROOM);
    String found =
        String.format(
            Locale.ROOT,
            "%.2f GB free at %s, %.2f GB wanted (2.5 times the tables)",
            free / 1e9,
            folder,
            wanted / 1e9);
    return free >= wanted
        ? Finding.pass("space", found)
        : Finding.fail("space", found + ".", "Make room, or name another `backup.folder`.");
  }

  private Finding keyStore() {
    try {
      boolean there = new EncryptedFileStore(home.secret()).get("preflight").isPresent();
      return Finding.pass("key store", home.secret() + (there ? " opens" : " can be read"));
    } catch (SecretTrouble e) {
      return Finding.fail(
          "key store", String.valueOf(e.getMessage()), "Mend its rights, or give passwords anew.");
    }
  }

  private static List<Finding> service(CutoverPlan plan) {
    List<Finding> findings = new ArrayList<>();
    String name = "old service's files";
    Path folder = plan.service().folder();
    Path file = plan.service().envFile();
    Path replacement = plan.service().replacement();
    if (!Files.isDirectory(folder)) {
      findings.add(Finding.fail(name, folder + " is no folder.", "Name where it lies."));
    } else if (folder.getParent() == null || !Files.isWritable(folder.getParent())) {
      findings.add(
          Finding.fail(
              name,
              "the folder around " + folder + " cannot be written, so it cannot be renamed.",
              "Run as the user who owns it."));
    }
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      findings.add(
          Finding.fail(
              name, file + " is missing or cannot be written.", "Mend its rights or its path."));
    }
    if (!Files.isDirectory(replacement)) {
      findings.add(
          Finding.fail(
              name, replacement + ", the new service, is no folder.", "Put it there first."));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.pass(name, folder + " and " + file + " can be changed"));
    }
    return findings;
  }
}
