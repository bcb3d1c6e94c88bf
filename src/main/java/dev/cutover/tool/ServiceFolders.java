package dev.cutover.tool;

import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.job.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The old service's folders and settings on this host's disk.
public final class ServiceFolders implements ServiceFiles {
  private final OldServicePlan plan;
  private final Map<String, String> wanted;

  /// @param wanted settings that the new service needs, by key; they may be secrets and are told to
  ///   nobody
  public ServiceFolders(OldServicePlan plan, Map<String, String> wanted) {
    this.plan = plan;
    this.wanted = wanted;
  }

  private interface Work<T> {
    T on() throws IOException;
  }

  private FolderCopy copyFor(String run) {
    // Wherever the old service lies just now.
    Path from =
        folders().place() == Place.OLD || folders().place() == Place.OTHER
            ? plan.folder()
            : plan.oldFolder();
    return new FolderCopy(
        from, plan.folder().resolveSibling(plan.folder().getFileName() + "-backup-" + run));
  }

  @Override
  public Optional<Copy> copied(String run) {
    return doing("looking at the copy of " + plan.folder(), () -> copyFor(run).made());
  }

  @Override
  public Copy copy(String run, Progress progress) throws InterruptedException {
    try {
      return copyFor(run).make(progress);
    } catch (IOException e) {
      throw trouble("copying " + plan.folder(), e);
    }
  }

  @Override
  public List<String> damage(Copy copy) {
    return doing(
        "reading " + copy.folder(), () -> new FolderCopy(plan.folder(), copy.folder()).damage());
  }

  @Override
  public Folders folders() {
    return new SwappedFolders(plan).look();
  }

  @Override
  public void swapIn() {
    doing(
        "putting " + plan.replacement() + " in the place of " + plan.folder(),
        () -> {
          new SwappedFolders(plan).in();
          return true;
        });
  }

  @Override
  public void swapOut() {
    doing(
        "putting " + plan.oldFolder() + " back in its place",
        () -> {
          new SwappedFolders(plan).out();
          return true;
        });
  }

  private EnvFile settingsFile() {
    // A settings file inside the folder moves with it: the new service starts from the old one's.
    Path template =
        plan.envFile().startsWith(plan.folder())
            ? plan.oldFolder().resolve(plan.folder().relativize(plan.envFile()))
            : plan.envFile();
    return new EnvFile(plan.envFile(), template, wanted);
  }

  @Override
  public Settings settings() {
    return doing(
        "reading " + plan.envFile(),
        () -> {
          EnvText text = settingsFile().text();
          List<String> keys =
              wanted.keySet().stream()
                  .sorted()
                  .filter(key -> !text.has(Map.of(key, String.valueOf(wanted.get(key)))))
                  .toList();
          return new Settings(keys.isEmpty(), keys, settingsFile().sha256(), settingsFile().mode());
        });
  }

  @Override
  public Optional<String> kept(String run) {
    return doing("looking beside " + plan.envFile(), () -> settingsFile().keptSha256(run));
  }

  @Override
  public void editSettings(String run) {
    doing(
        "editing " + plan.envFile(),
        () -> {
          settingsFile().edit(run);
          return true;
        });
  }

  @Override
  public void restoreSettings(String run) {
    doing(
        "putting back " + plan.envFile(),
        () -> {
          settingsFile().restore(run);
          return true;
        });
  }

  private static <T> T doing(String what, Work<T> work) {
    try {
      return work.on();
    } catch (IOException e) {
      throw trouble(what, e);
    }
  }

  private static UncheckedIOException trouble(String what, IOException e) {
    return new UncheckedIOException(what + ": " + e.getMessage(), e);
  }
}
