package dev.cutover.cutover.backup;

import dev.cutover.cutover.StepFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where backups are kept when no other folder is named, and which were made elsewhere.
public final class BackupShelf {
  private static final String ELSEWHERE = "elsewhere.txt";

  private final Path home;
  private final ManifestFiles manifests;

  public BackupShelf(Path home, ManifestFiles manifests) {
    this.home = home;
    this.manifests = manifests;
  }

  /// A backup that is known.
  ///
  /// @param manifest null when it cannot be read or is not to be trusted; `trouble` says why
  /// @param newest the last proof, which may be later than the backup
  public record Entry(
      Path folder, @Nullable Manifest manifest, @Nullable Proof newest, String trouble) {}

  /// A folder for a new one.
  public Path place(String name) {
    return home.resolve(name);
  }

  /// So that it is listed although it is not on the shelf.
  public void remember(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.startsWith(home.toAbsolutePath()) || elsewhere().contains(absolute)) {
      return;
    }
    try {
      Files.createDirectories(home);
      Files.write(
          home.resolve(ELSEWHERE),
          (absolute + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The backup cannot be noted in " + home, e);
    }
  }

  /// The newest first; those that cannot be read at the end.
  public List<Entry> list() {
    List<Entry> entries = new ArrayList<>();
    Set<Path> folders = new LinkedHashSet<>(onTheShelf());
    folders.addAll(elsewhere());
    for (Path each : folders) {
      entries.add(entry(each));
    }
    entries.sort(Comparator.comparing(BackupShelf::age).reversed());
    return List.copyOf(entries);
  }

  private static java.time.Instant age(Entry entry) {
    Manifest manifest = entry.manifest();
    return manifest == null ? java.time.Instant.EPOCH : manifest.begun();
  }

  private Entry entry(Path folder) {
    try {
      Manifest manifest = manifests.read(folder);
      List<Proof> later = manifests.proofs(folder);
      return new Entry(folder, manifest, later.isEmpty() ? manifest.proof() : later.getLast(), "");
    } catch (StepFailure e) {
      return new Entry(folder, null, null, e.problem().what());
    }
  }

  private List<Path> onTheShelf() {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(home)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(home + " cannot be read", e);
    }
  }

  private List<Path> elsewhere() {
    Path file = home.resolve(ELSEWHERE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream().map(Path::of).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
