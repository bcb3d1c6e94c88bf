package dev.cutover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import dev.cutover.kit.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path home;
  private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void chooseFolder() {
    folder = home.resolve("with a space").resolve("broker");
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void queuesAndMessagesAreThereAfterARestart() throws Exception {
    EmbeddedBroker first = opened();
    DurableQueue.publish(first.address(), "one");
    first.close();
    assertThat(first.isAlive()).isFalse();

    EmbeddedBroker second = opened();

    assertThat(second.address()).isEqualTo(first.address());
    assertThat(DurableQueue.drain(second.address())).containsExactly("one");
  }

  @Test
  void onlyThePasswordOpensAndItIsNeverPrinted() throws Exception {
    BrokerAddress address = opened().address();

    assertThatThrownBy(() -> DurableQueue.connect(address, "guess"))
        .isInstanceOf(PossibleAuthenticationFailureException.class);
    DurableQueue.connect(address, address.password()).close();
    assertThat(address.toString()).doesNotContain(address.password());
    assertThat(Files.readString(folder.resolve("broker.properties"))).contains(address.password());
  }

  @Test
  void aConfirmedMessageSurvivesTheKillOfItsHost() throws Exception {
    try (ChildJvm host = ChildJvm.start(BrokerUser.class, folder.toString())) {
      assertThat(host.await("READY")).endsWith("true");
      host.tell("publish survives");
      host.await("CONFIRMED");
      assertThat(folder.resolve("derby.log")).as("not in the working directory").exists();
      host.kill();
    }

    EmbeddedBroker next = opened();

    assertThat(next.isHost()).isTrue();
    assertThat(DurableQueue.drain(next.address())).containsExactly("survives");
  }

  @Test
  void aSecondProcessAttachesAndTakesOverWhenTheHostHasEnded() throws Exception {
    EmbeddedBroker mine = opened();
    try (ChildJvm other = ChildJvm.start(BrokerUser.class, folder.toString())) {
      assertThat(other.await("READY")).isEqualTo(mine.address().port() + " false");
      other.tell("publish from the other process");
      other.await("CONFIRMED");
      assertThat(DurableQueue.drain(mine.address())).containsExactly("from the other process");
    }
    try (ChildJvm host = hostedElsewhere(mine)) {
      EmbeddedBroker attached = opened();
      assertThat(attached.isHost()).isFalse();
      assertThat(attached.isAlive()).isTrue();
      host.kill();
      assertThat(attached.isAlive()).isFalse();
    }
    assertThat(opened().isHost()).isTrue();
  }

  @Test
  void twoUsersInOneProcessShareOneBroker() throws Exception {
    EmbeddedBroker first = opened();
    EmbeddedBroker second = opened();

    assertThat(second.address()).isEqualTo(first.address());
    assertThat(second.isHost()).isFalse();
    second.close();
    assertThat(first.isAlive()).isTrue();
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamedAndNotRemoved() throws Exception {
    Files.createDirectories(folder);
    Path store = Files.writeString(folder.resolve("store"), "not a store");
    Files.createFile(folder.resolve("store.served"));

    assertThatThrownBy(() -> EmbeddedBroker.attachOrStart(folder))
        .isInstanceOf(EmbeddedTrouble.class)
        .hasMessageContaining("could not be started")
        .hasMessageContaining("--broker");
    assertThat(store).hasContent("not a store");
    assertThat(Path.of("null")).as("what Derby makes of a path it cannot use").doesNotExist();
    Files.delete(store);
    Files.createDirectories(store.resolve("cutover/log"));
    assertThatThrownBy(() -> EmbeddedBroker.attachOrStart(folder))
        .isInstanceOf(EmbeddedTrouble.class)
        .hasMessageContaining("could not be started");
    assertThat(folder.resolve("host")).doesNotExist();
  }

  @Test
  void aStoreWhoseMakingWasKilledIsSetAside() throws Exception {
    Files.createDirectories(folder.resolve("store/cutover/log"));
    Files.writeString(folder.resolve("store/cutover/log/log.ctrl"), "half");

    EmbeddedBroker broker = opened();

    DurableQueue.publish(broker.address(), "works");
    assertThat(DurableQueue.drain(broker.address())).containsExactly("works");
    assertThat(folder.resolve("store.half-made")).exists();
  }

  private ChildJvm hostedElsewhere(EmbeddedBroker mine) throws Exception {
    mine.close();
    ChildJvm host = ChildJvm.start(BrokerUser.class, folder.toString());
    assertThat(host.await("READY")).endsWith("true");
    return host;
  }

  private EmbeddedBroker opened() {
    EmbeddedBroker broker = EmbeddedBroker.attachOrStart(folder);
    open.add(broker);
    return broker;
  }
}
