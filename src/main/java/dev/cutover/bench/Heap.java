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

/// How much of the heap was still in use after a collection, at the most, while something was
/// measured. It is that of the whole process, with an embedded broker inside; so the honest proof
/// of a bound is a run with `-Xmx` at that bound.
final class Heap implements AutoCloseable {
  private static final double MEGABYTE = 1 << 20;

  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toSet());
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
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
    peak.accumulateAndGet(used, Math::max);
    collections.incrementAndGet();
  }

  /// What was seen so far. Without a collection until now, what is in use at this moment.
  HeapUse seen() {
    long used =
        collections.get() > 0
            ? peak.get()
            : ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
