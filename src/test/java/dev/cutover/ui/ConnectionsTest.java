package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.Migrations;
import dev.cutover.embedded.EmbeddedServices;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FolderSearch;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Profiles in the window, over a real database and broker that ask for passwords.
class ConnectionsTest {
  private static final String WRONG = "wrong-canary-4713";

  private final Path servers = TestFolder.create("connections-servers");
  private final EmbeddedServices services = EmbeddedServices.open(servers);
  private final ConsoleWindow window =
      ConsoleWindow.open("postgresql://nobody@127.0.0.1:1/pulse", "amqp://nobody@127.0.0.1:1/");

  @AfterEach
  void close() {
    window.close();
    services.close();
    TestFolder.delete(servers);
  }

  @Test
  void aProfileIsWrittenTestedAndOpenedFromThePageThatSaysWhyThereIsNoFrame() throws Exception {
    var database = services.database();
    var broker = services.broker();
    DatabaseAddress address =
        new DatabaseAddress(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password(),
            Map.of());
    new Migrations(address::connect).migrate();

    window.untilText("#start-problem", "does not answer");
    window.click("#start-connections");
    window.untilText("#connect-key-store", "No key store of the system answered");
    window.click("#connect-add");
    type("#connect-name", "plant-7");
    type(
        "#connect-database",
        "postgresql://%s@%s:%d/%s"
            .formatted(database.user(), database.host(), database.port(), database.database()));
    type("#connect-database-password .reveal-hidden", WRONG);
    type(
        "#connect-broker",
        "amqp://%s@%s:%d/".formatted(broker.user(), broker.host(), broker.port()));
    type("#connect-broker-password .reveal-hidden", broker.password());
    window.click("#connect-test");
    untilFound("refused the login");
    untilFound("Qpid");

    window.click("#connect-open");
    window.untilText("#start-problem", "refused the login");
    assertThat(FolderSearch.filesWith(window.home(), WRONG, broker.password())).isEmpty();

    window.click("#start-connections");
    type("#connect-database-password .reveal-hidden", database.password());
    window.click("#connect-open");
    window.ready();
    window.untilText(".environment-word", "PRODUCTION");
    window.untilText(".environment-access", "READ-ONLY");
    window.untilText(".environment-name", "plant-7");

    window.press(KeyCode.CONTROL, KeyCode.O);
    window.click("#connect-remove");
    window.click("#question-yes");
    window.untilText("#connect-remark", "plant-7 was removed");
    assertThat(FolderSearch.filesWith(window.home(), WRONG, database.password(), broker.password()))
        .isEmpty();
    assertThat(window.home().resolve("profiles.json")).content().doesNotContain("plant-7");
  }

  private void untilFound(String part) {
    window.until(
        "a finding says " + part,
        () ->
            window.scene().getRoot().lookupAll("#connect-findings .label").stream()
                .anyMatch(each -> ((Labeled) each).getText().contains(part)));
  }

  private void type(String field, String text) {
    window.click(field);
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot.write(text);
  }
}
