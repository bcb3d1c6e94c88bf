package dev.cutover.cutover;

import dev.cutover.job.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What belongs to the old service on the disk: its folder, the replacement, and the settings that
/// the new one reads. All methods throw [java.io.UncheckedIOException] when the disk does not do
/// what it should.
public interface ServiceFiles {

  /// A copy of a folder, complete and on the disk.
  ///
  /// @param manifest its list of files with their SHA-256, beside the copy
  /// @param sha256 of the manifest
  record Copy(Path folder, Path manifest, int files, long bytes, String sha256) {}

  /// The copy for a run; empty when there is none or it is not complete.
  Optional<Copy> copied(String run);

  /// Copies the old service's folder; what is left of one that was broken off is replaced.
  ///
  /// @throws InterruptedException the operator wants to stop; nothing is left under its name
  Copy copy(String run, Progress progress) throws InterruptedException;

  /// Where the copy differs from its manifest, by file; empty when it is as it was made.
  List<String> damage(Copy copy);

  /// OLD: the old service lies in its place; NEW: the replacement lies there and the old one beside
  /// it; HALF: between the two renames; OTHER: neither of them, see `seen`.
  enum Place {
    OLD,
    HALF,
    NEW,
    OTHER
  }

  /// @param seen which folders are there, for a person
  record Folders(Place place, String seen) {}

  Folders folders();

  /// Puts the replacement in the old service's place; finishes what is half done.
  void swapIn();

  /// The same back.
  void swapOut();

  /// @param wanted all settings have the values that the new service needs
  /// @param keys those that have not
  /// @param sha256 of the file, `absent` when there is none
  /// @param mode rights on it, such as `rw-r-----`
  record Settings(boolean wanted, List<String> keys, String sha256, String mode) {}

  Settings settings();

  /// Whether the bytes from before the edit are still kept, and their SHA-256 (`absent` when there
  /// was no file).
  Optional<String> kept(String run);

  /// Edits the settings in place: only the lines of the keys concerned are others afterwards. Keeps
  /// the bytes from before until [#restoreSettings].
  void editSettings(String run);

  /// The bytes and rights from before.
  void restoreSettings(String run);
}
