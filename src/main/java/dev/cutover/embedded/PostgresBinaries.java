package dev.cutover.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The server's programs, unpacked once from the zonky archive on the class path. The folder
/// carries the archive's checksum, so a new version of the program unpacks beside the old one.
final class PostgresBinaries {
  private PostgresBinaries() {}

  /// The folder that holds `bin/postgres`, unpacked when it is not there yet.
  static Path unpacked(Path folder) throws IOException {
    URL archive = archive();
    URLConnection connection = archive.openConnection();
    Path target = folder.resolve("programs-" + stamp(connection));
    if (Files.isDirectory(target)) {
      return target;
    }
    Path fresh = folder.resolve("programs.unpacking");
    remove(fresh);
    OwnerOnly.folder(fresh);
    try (InputStream in = new BufferedInputStream(connection.getInputStream())) {
      unpack(in, fresh);
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  static String executable(String name) {
    return isWindows() ? name + ".exe" : name;
  }

  static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static URL archive() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    String kind = machine.equals("amd64") || machine.equals("x86_64") ? "x86_64" : "arm_64";
    String os =
        system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "windows" : "linux";
    String flavour = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    String name = "postgres-" + os + "-" + kind + flavour + ".txz";
    URL found = PostgresBinaries.class.getClassLoader().getResource(name);
    if (found == null) {
      throw new IOException(
          "this build brings no PostgreSQL for "
              + system
              + " on "
              + machine
              + " ("
              + name
              + " is not on the class path); use --db with a server of your own");
    }
    return found;
  }

  private static String stamp(URLConnection connection) throws IOException {
    if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      @Nullable TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the archive names a file outside its folder: " + entry.getName());
        }
        place(tar, entry, file);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    @Nullable Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      // The second account of a root start is neither owner nor group: others may read and run.
      if ((entry.getMode() & 0111) != 0 && !file.toFile().setExecutable(true, false)) {
        throw new IOException(file + " cannot be made executable");
      }
    }
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
