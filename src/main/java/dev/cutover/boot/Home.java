package dev.cutover.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the program keeps everything. With CUTOVER_HOME set, all of it is below that one folder;
/// else each kind goes where the platform keeps such things. Folders are made when asked for, open
/// to their owner only.
public final class Home {
  private static final String NAME = "cutover";

  private final Path config;
  private final Path data;
  private final Path state;
  private final Path cache;

  private Home(Path config, Path data, Path state, Path cache) {
    this.config = config;
    this.data = data;
    this.state = state;
    this.cache = cache;
  }

  /// The home of this process.
  public static Home ofThisProcess() {
    return of(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
  }

  /// The home by these facts; refuses, with what to set, when there is no place to keep anything.
  public static Home of(Map<String, String> environment, String system, String userHome) {
    Path own = absolute(environment.get("CUTOVER_HOME"));
    String given = environment.getOrDefault("CUTOVER_HOME", "");
    if (own != null) {
      return new Home(own, own, own, own);
    }
    if (!given.isBlank()) {
      Path relative = Path.of(given).toAbsolutePath().normalize();
      return new Home(relative, relative, relative, relative);
    }
    Path user = absolute(userHome);
    if (user == null) {
      throw new IllegalStateException(
          "This user has no home folder, so there is no place to keep anything. Nothing was done."
              + " Set CUTOVER_HOME to a folder of your own.");
    }
    String kind = system.toLowerCase(Locale.ROOT);
    if (kind.startsWith("windows")) {
      return windows(environment, user);
    }
    return kind.startsWith("mac") ? mac(user) : xdg(environment, user);
  }

  private static Home windows(Map<String, String> environment, Path user) {
    Path roaming = or(environment.get("APPDATA"), user.resolve("AppData").resolve("Roaming"));
    Path local = or(environment.get("LOCALAPPDATA"), user.resolve("AppData").resolve("Local"));
    Path mine = local.resolve(NAME);
    return new Home(roaming.resolve(NAME), mine, mine, mine.resolve("cache"));
  }

  private static Home mac(Path user) {
    Path library = user.resolve("Library");
    Path support = library.resolve("Application Support").resolve(NAME);
    return new Home(support, support, support, library.resolve("Caches").resolve(NAME));
  }

  private static Home xdg(Map<String, String> environment, Path user) {
    Path local = user.resolve(".local");
    return new Home(
        or(environment.get("XDG_CONFIG_HOME"), user.resolve(".config")).resolve(NAME),
        or(environment.get("XDG_DATA_HOME"), local.resolve("share")).resolve(NAME),
        or(environment.get("XDG_STATE_HOME"), local.resolve("state")).resolve(NAME),
        or(environment.get("XDG_CACHE_HOME"), user.resolve(".cache")).resolve(NAME));
  }

  private static Path or(@Nullable String given, Path otherwise) {
    Path path = absolute(given);
    return path == null ? otherwise : path;
  }

  /// The XDG rule: a path that is not absolute counts as not given.
  private static @Nullable Path absolute(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Path path = Path.of(text);
    return path.isAbsolute() ? path.normalize() : null;
  }

  /// What a person sets: profiles and preferences.
  public Path config() {
    return made(config);
  }

  /// What a person would miss: backups, snapshots, the embedded services.
  public Path data() {
    return made(data);
  }

  /// What happened: journals and logs.
  public Path state() {
    return made(state);
  }

  /// What can be made again.
  public Path cache() {
    return made(cache);
  }

  public Path secret() {
    return config().resolve("secret");
  }

  public Path embedded() {
    return data().resolve("embedded");
  }

  public Path logs() {
    return made(state().resolve("logs"));
  }

  private static Path made(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly(folder));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder "
              + folder
              + " cannot be made. Nothing was done. Set CUTOVER_HOME to a"
              + " folder that you may write.",
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
