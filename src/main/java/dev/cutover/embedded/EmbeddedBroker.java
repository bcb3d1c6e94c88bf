package dev.cutover.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An AMQP 0-9-1 broker on loopback, shared by all processes of one home folder: the first one
/// hosts it, the others attach. When the host ends, whoever notices calls [#attachOrStart] again
/// and becomes the host; queues and persistent messages are kept in the store. A host that is
/// killed leaves nothing that keeps the next one out.
public final class EmbeddedBroker implements AutoCloseable {
  private static final String SERVICE = "embedded broker";
  private static final Duration GATE = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Path folder;
  private final BrokerAddress address;
  private final @Nullable Hosting hosting;
  private boolean closed;

  private EmbeddedBroker(Path folder, BrokerAddress address, @Nullable Hosting hosting) {
    this.folder = folder;
    this.address = address;
    this.hosting = hosting;
  }

  /// Joins the broker that runs on this folder, or hosts it.
  public static EmbeddedBroker attachOrStart(Path folder) {
    Path ready = Folders.ready(SERVICE, folder.toAbsolutePath().normalize());
    try (ProcessGate _ = ProcessGate.enter(SERVICE, ready.resolve("gate"), GATE)) {
      if (host(ready).filter(ProcessName.mine()::equals).isPresent()) {
        return attached(ready);
      }
      FileChannel place =
          FileChannel.open(
              ready.resolve("host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (place.tryLock() == null) {
        place.close();
        return attached(ready);
      }
      return hosted(ready, place);
    } catch (IOException e) {
      throw Folders.unusable(SERVICE, ready, e);
    }
  }

  /// Where it answers.
  public BrokerAddress address() {
    return address;
  }

  /// True while the broker accepts connections, whichever process hosts it.
  public boolean isAlive() {
    try {
      return LoopbackPort.answers(address.port());
    } catch (IOException e) {
      throw Folders.unusable(SERVICE, folder, e);
    }
  }

  /// True when this object keeps the broker running: it ends with [#close].
  public boolean isHost() {
    return hosting != null;
  }

  private static EmbeddedBroker attached(Path folder) throws IOException {
    Remembered remembered = Remembered.at(folder.resolve("broker.properties"));
    Deadline deadline = Deadline.in(ANSWER);
    while (!LoopbackPort.answers(remembered.port())) {
      if (!deadline.step()) {
        throw new EmbeddedTrouble(
            SERVICE,
            folder,
            host(folder).map(ProcessName::toString).orElse("another process")
                + " hosts it but port "
                + remembered.port()
                + " does not answer. No message is"
                + " lost; end that process and try again.");
      }
    }
    return new EmbeddedBroker(folder, address(remembered), null);
  }

  private static EmbeddedBroker hosted(Path folder, FileChannel place) throws IOException {
    Path file = folder.resolve("broker.properties");
    Remembered remembered = Remembered.at(file);
    if (!LoopbackPort.isFree(remembered.port())) {
      remembered = remembered.withPort(LoopbackPort.free());
    }
    remembered.save(file);
    OwnerOnly.write(folder.resolve("host"), ProcessName.mine().text());
    boolean started = false;
    try {
      QpidHost broker = QpidHost.start(folder, remembered);
      started = true;
      return new EmbeddedBroker(folder, address(remembered), new Hosting(broker, place));
    } catch (Exception e) {
      throw new EmbeddedTrouble(
          SERVICE,
          folder,
          "it could not be started: "
              + e
              + ". Its store was not removed. Free the disk or move"
              + " the folder away (jobs are kept in the database), or use --broker with one of"
              + " your own.",
          e);
    } finally {
      if (!started) {
        release(folder, place);
      }
    }
  }

  private static void release(Path folder, FileChannel place) throws IOException {
    Files.deleteIfExists(folder.resolve("host"));
    place.close();
  }

  private static Optional<ProcessName> host(Path folder) throws IOException {
    Path file = folder.resolve("host");
    return Files.exists(file)
        ? Optional.of(ProcessName.parse(Files.readString(file, StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  private static BrokerAddress address(Remembered remembered) {
    return new BrokerAddress(
        LoopbackPort.HOST,
        remembered.port(),
        QpidHost.VIRTUAL_HOST,
        QpidHost.USER,
        remembered.password());
  }

  /// Leaves; the host stops the broker. Closing twice is allowed.
  @Override
  public synchronized void close() {
    Hosting mine = hosting;
    if (closed || mine == null) {
      return;
    }
    closed = true;
    try (ProcessGate _ = ProcessGate.enter(SERVICE, folder.resolve("gate"), GATE)) {
      try {
        mine.broker().stop();
      } finally {
        release(folder, mine.place());
      }
    } catch (IOException e) {
      throw Folders.unusable(SERVICE, folder, e);
    }
  }

  /// The running broker and the lock that says so to other processes.
  private record Hosting(QpidHost broker, FileChannel place) {}
}
