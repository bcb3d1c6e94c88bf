package dev.cutover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// As whom the server's programs run. PostgreSQL refuses to run as root, so root starts it in a
/// user namespace of its own (the files stay root's), or, where the kernel or a container forbids
/// that, as user 65534 with the data folder handed over. Everybody else runs it as himself.
final class ServerAccount {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> prefix;
  private final int uid;

  private ServerAccount(List<String> prefix, int uid) {
    this.prefix = prefix;
    this.uid = uid;
  }

  static ServerAccount choose(Path folder, ChildCommand child) throws IOException {
    return choose(folder, child, List.of("unshare", "--user"));
  }

  static ServerAccount choose(Path folder, ChildCommand child, List<String> namespace)
      throws IOException {
    if (!runsAsRoot(folder)) {
      return new ServerAccount(List.of(), NOBODY);
    }
    if (works(child, namespace)) {
      return new ServerAccount(namespace, ROOT);
    }
    List<String> setpriv =
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            // Root's home is closed to others; to reach the data in it is all this right is used
            // for. The
            // secure bit makes access(2) honour it, which initdb asks about its own programs.
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");
    if (works(child, setpriv)) {
      return new ServerAccount(setpriv, NOBODY);
    }
    throw new IOException(
        "PostgreSQL does not run as root, and neither `unshare --user` nor `setpriv` may be used"
            + " here. Start the program as an ordinary user");
  }

  private static boolean runsAsRoot(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Path probe = Files.createTempFile(folder, "who", ".probe");
    try {
      return owner(probe) == ROOT;
    } finally {
      Files.delete(probe);
    }
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean works(ChildCommand child, List<String> prefix) {
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      return child.run(probe, "", PATIENCE).ok();
    } catch (IOException notThere) {
      return false;
    }
  }

  /// The command line that runs `program` under this account.
  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /// Hands the folder to the account, when an earlier start used another one.
  void own(Path folder) throws IOException {
    if (prefix.isEmpty() || owner(folder) == uid) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
