package dev.cutover.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets one thread of one process in at a time, over all processes: starting and stopping a service
/// happens inside. A process that dies leaves the gate open, because the operating system drops its
/// lock.
///
/// The map of thread locks is the one static state here, on purpose: on POSIX systems a file lock
/// belongs to the whole process, and closing any channel on the file drops it, so two threads must
/// never both open the file.
final class ProcessGate implements AutoCloseable {
  private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private ProcessGate(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /// Enters, or says who holds the gate when the time is up.
  static ProcessGate enter(String service, Path file, Duration patience) {
    Deadline deadline = Deadline.in(patience);
    ReentrantLock threads =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
    boolean entered = false;
    try {
      if (!threads.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(service, file, ProcessName.mine().toString());
      }
      FileChannel channel = lock(service, file, deadline);
      entered = true;
      return new ProcessGate(threads, channel);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new EmbeddedTrouble(service, folder(file), "interrupted while waiting to start", stop);
    } finally {
      if (!entered && threads.isHeldByCurrentThread()) {
        threads.unlock();
      }
    }
  }

  private static FileChannel lock(String service, Path file, Deadline deadline) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      while (lock == null && deadline.step()) {
        lock = channel.tryLock();
      }
      if (lock == null) {
        channel.close();
        throw busy(service, file, holder(file));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(ProcessName.mine().toString().getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException e) {
      throw Folders.unusable(service, folder(file), e);
    }
  }

  private static EmbeddedTrouble busy(String service, Path file, String holder) {
    return new EmbeddedTrouble(
        service,
        folder(file),
        holder
            + " has been starting or stopping it for too long. Nothing was changed. Wait for that"
            + " process or end it, then try again.");
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.isBlank() ? "another process" : text;
  }

  private static Path folder(Path file) {
    @Nullable Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a lock file cannot be closed", e);
    } finally {
      threads.unlock();
    }
  }
}
