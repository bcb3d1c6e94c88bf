package dev.cutover.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Digests a file piece by piece, several at a time, since one processor alone takes longer for it
/// than the disk: the SHA-256 of the SHA-256s of its pieces, one behind the other.
final class SealDigest {
  static final int PIECE = 8 << 20;

  private static final byte[] NONE = SnapshotSchema.NO_SEAL.getBytes(StandardCharsets.US_ASCII);
  private static final int AT_ONCE = 1 << 18;
  private static final int MOST_THREADS = 4;

  private final FileChannel channel;
  private final long size;
  private final long place;
  private final Seal.Watch watch;
  private final byte[] written = NONE.clone();
  private final byte[][] pieces;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private volatile boolean stopped;

  /// @param place of the digest in the file, far below zero when there is none
  SealDigest(FileChannel channel, long place, Seal.Watch watch) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.place = place;
    this.watch = watch;
    this.pieces = new byte[Math.toIntExact((size + PIECE - 1) / PIECE)][];
  }

  /// What stands in the place of the digest.
  String written() {
    return new String(written, StandardCharsets.US_ASCII);
  }

  /// @return null when it was stopped
  @Nullable String computed() throws IOException {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    try (ExecutorService beside =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("snapshot-seal-", 1).factory())) {
      List<Future<?>> others = new ArrayList<>();
      for (int i = 1; i < Math.min(threads, pieces.length); i++) {
        others.add(beside.submit(this::some));
      }
      boolean sound = false;
      try {
        some();
        for (Future<?> each : others) {
          awaited(each);
        }
        sound = true;
      } finally {
        // Nobody goes on for an answer that is not given.
        stopped |= !sound;
      }
    }
    if (stopped) {
      return null;
    }
    MessageDigest all = RowDigest.sha256();
    for (byte[] each : pieces) {
      all.update(each);
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static void awaited(Future<?> other) throws IOException {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the snapshot was digested");
    }
  }

  /// Pieces, until all are taken.
  private @Nullable Void some() throws IOException {
    MessageDigest digest = RowDigest.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE);
    int piece = next.getAndIncrement();
    while (piece < pieces.length && !stopped) {
      long at = (long) piece * PIECE;
      long end = Math.min(size, at + PIECE);
      while (at < end && !stopped) {
        int read = channel.read(buffer.clear().limit((int) Math.min(AT_ONCE, end - at)), at);
        if (read <= 0) {
          throw new IOException("the file became shorter while it was read");
        }
        zero(buffer.array(), read, place - at);
        digest.update(buffer.array(), 0, read);
        at += read;
        tell(read);
      }
      pieces[piece] = digest.digest();
      piece = next.getAndIncrement();
    }
    return null;
  }

  private void tell(int read) {
    synchronized (this) {
      stopped |= !watch.goesOn(done.addAndGet(read), size);
    }
  }

  /// Replaces what of the place lies in the buffer.
  private void zero(byte[] buffer, int length, long from) {
    for (int i = 0; i < NONE.length; i++) {
      long at = from + i;
      if (from > -AT_ONCE && at >= 0 && at < length && from + NONE.length > 0) {
        written[i] = buffer[(int) at];
        buffer[(int) at] = NONE[i];
      }
    }
  }
}
