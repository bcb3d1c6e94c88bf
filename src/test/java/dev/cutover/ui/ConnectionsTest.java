package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.Migrations;
import dev.cutover.embedded.EmbeddedServices;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FolderSearch;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.TestFolder;
import dev.cutover.profile.Colour;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
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

    assertThat(FxToolkit.onFx(() -> band().getStyleClass())).contains("band-red");

    window.press(KeyCode.CONTROL, KeyCode.O);
    window.until(
        "the profile is in the form", () -> !window.scene().lookup("#connect-colour").isDisabled());
    chooseColour("violet");
    window.click("#connect-save");
    window.untilText("#connect-remark", "plant-7 is stored");
    Path file = window.home().resolve("profiles-out.json");
    window.click("#connect-export");
    type("#transfer-file", file.toString());
    window.click("#transfer-do");
    window.untilText("#connect-remark", "1 profile is in " + file);
    assertThat(file).content().contains("plant-7", "violet").doesNotContain(database.password());

    window.click("#connect-import");
    type("#transfer-file", file.toString());
    window.click("#transfer-do");
    window.untilText("#transfer-mistake", "There already: plant-7");
    window.press(KeyCode.ESCAPE);

    window.click("#connect-remove");
    window.click("#question-yes");
    window.untilText("#connect-remark", "plant-7 was removed");
    assertThat(FolderSearch.filesWith(window.home(), WRONG, database.password(), broker.password()))
        .isEmpty();
    assertThat(window.home().resolve("profiles.json")).content().doesNotContain("plant-7");

    window.click("#connect-import");
    type("#transfer-file", file.toString());
    window.click("#transfer-do");
    window.untilText("#connect-remark", "1 profile was imported");
    assertThat(window.home().resolve("profiles.json"))
        .content()
        .contains("plant-7", "violet")
        .doesNotContain(database.password());

    // The password did not come along, so it is typed once more; the band has its colour.
    selectProfile("plant-7");
    type("#connect-database-password .reveal-hidden", database.password());
    type("#connect-broker-password .reveal-hidden", broker.password());
    window.click("#connect-open");
    window.until(
        "the band is violet",
        () -> band() != null && band().getStyleClass().contains("band-violet"));
  }

  private Node band() {
    return window.scene().getRoot().lookup(".environment-band");
  }

  private void chooseColour(String wanted) {
    FxToolkit.onFx(
        () -> {
          @SuppressWarnings("unchecked")
          ChoiceBox<Optional<Colour>> box =
              (ChoiceBox<Optional<Colour>>) window.scene().lookup("#connect-colour");
          box.setValue(Colour.of(wanted));
          return true;
        });
  }

  private void selectProfile(String name) {
    FxToolkit.onFx(
        () -> {
          @SuppressWarnings("unchecked")
          ListView<String> list = (ListView<String>) window.scene().lookup("#connect-names");
          list.getSelectionModel().select(name);
          return true;
        });
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
