package dev.cutover.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Who uses a service: each user holds an OS lock on a file of its own, named after its process. A
/// process that dies is gone from the list, whatever killed it. Called only inside the service's
/// [ProcessGate].
final class Attendance {
  private static final String SUFFIX = ".user";

  private final Path folder;

  Attendance(Path folder) {
    this.folder = folder;
  }

  /// Adds one user of this process; its ticket is given back to [#leave].
  Ticket join() throws IOException {
    OwnerOnly.folder(folder);
    Path file = folder.resolve(ProcessName.mine().text() + "-" + UUID.randomUUID() + SUFFIX);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock lock = channel.lock();
    return new Ticket(file, channel, lock);
  }

  void leave(Ticket ticket) throws IOException {
    ticket.channel().close();
    Files.deleteIfExists(ticket.file());
  }

  /// Every live user; files of dead ones are removed on the way.
  List<ProcessName> present() throws IOException {
    List<ProcessName> present = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return present;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        ProcessName user = ProcessName.parse(String.valueOf(file.getFileName()));
        // Our own files are never opened: closing a second channel would drop the lock of the
        // first.
        if (user.equals(ProcessName.mine()) || isLocked(file)) {
          present.add(user);
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    return present;
  }

  private static boolean isLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  /// One user's place in the list.
  record Ticket(Path file, FileChannel channel, FileLock lock) {}
}
