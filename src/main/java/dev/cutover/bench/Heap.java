package dev.cutover.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/// How much of the heap was still in use after a full collection, at the most, while something was
/// measured; after any collection where there was no full one, which counts the garbage of the old
/// generation too. It is that of the whole process, with an embedded broker inside; so the honest
/// proof of a bound is a run with `-Xmx` at that bound.
final class Heap implements AutoCloseable {
  private static final double MEGABYTE = 1 << 20;

  /// In what every collector's bean says of its full collections: "end of major GC".
  private static final String FULL = "major";

  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toSet());
  private final AtomicLong peakOfFull = new AtomicLong();
  private final AtomicLong peakOfAny = new AtomicLong();
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private final NotificationListener listener =
      (notification, _) -> {
        if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
          observe(
              GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()));
        }
      };

  private Heap() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
        emitters.add(emitter);
      }
    }
  }

  static Heap watch() {
    return new Heap();
  }

  private void observe(GarbageCollectionNotificationInfo collection) {
    long used = 0;
    for (Map.Entry<String, MemoryUsage> after :
        collection.getGcInfo().getMemoryUsageAfterGc().entrySet()) {
      if (pools.contains(after.getKey())) {
        used += after.getValue().getUsed();
      }
    }
    peakOfAny.accumulateAndGet(used, Math::max);
    if (collection.getGcAction().contains(FULL)) {
      peakOfFull.accumulateAndGet(used, Math::max);
    }
  }

  /// What was seen so far. Without a collection until now, what is in use at this moment.
  HeapUse seen() {
    long used = peakOfFull.get() > 0 ? peakOfFull.get() : peakOfAny.get();
    if (used == 0) {
      used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
    return new HeapUse(used / MEGABYTE, Runtime.getRuntime().maxMemory() / MEGABYTE);
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException gone) {
        throw new IllegalStateException("a listener of the collector went away", gone);
      }
    }
  }
}
