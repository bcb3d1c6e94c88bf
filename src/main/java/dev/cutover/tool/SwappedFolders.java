package dev.cutover.tool;

import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.ServiceFiles.Folders;
import dev.cutover.cutover.ServiceFiles.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The two renames that put the replacement in the old service's place, and back. Each is one step
/// of the file system; what lies where tells how far it came.
final class SwappedFolders {
  private final Path place;
  private final Path fresh;
  private final Path old;

  SwappedFolders(OldServicePlan plan) {
    this.place = plan.folder();
    this.fresh = plan.replacement();
    this.old = plan.oldFolder();
  }

  Folders look() {
    boolean hasPlace = Files.isDirectory(place);
    boolean hasFresh = Files.isDirectory(fresh);
    boolean hasOld = Files.isDirectory(old);
    String seen = said(place, hasPlace) + ", " + said(fresh, hasFresh) + ", " + said(old, hasOld);
    if (hasPlace && hasFresh && !hasOld) {
      return new Folders(Place.OLD, seen);
    }
    if (!hasPlace && hasFresh && hasOld) {
      return new Folders(Place.HALF, seen);
    }
    if (hasPlace && !hasFresh && hasOld) {
      return new Folders(Place.NEW, seen);
    }
    return new Folders(Place.OTHER, seen);
  }

  private static String said(Path folder, boolean there) {
    return folder + (there ? " is there" : " is not there");
  }

  void in() throws IOException {
    if (look().place() == Place.OLD) {
      move(place, old);
    }
    if (look().place() == Place.HALF) {
      move(fresh, place);
    }
    must(Place.NEW);
  }

  void out() throws IOException {
    if (look().place() == Place.NEW) {
      move(place, fresh);
    }
    if (look().place() == Place.HALF) {
      move(old, place);
    }
    must(Place.OLD);
  }

  private void must(Place wanted) throws IOException {
    Folders found = look();
    if (found.place() != wanted) {
      throw new IOException("the folders are not as expected: " + found.seen());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Synced.folder(from);
    Synced.folder(to);
  }
}
