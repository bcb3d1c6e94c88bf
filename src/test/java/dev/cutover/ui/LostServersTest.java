package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RestartablePostgres;
import dev.cutover.kit.TestQpid;
import javafx.css.PseudoClass;
import org.junit.jupiter.api.Test;

/// A server that goes away and comes back while a screen is open.
class LostServersTest {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  @Test
  void whatWasReadStaysGreyedAndDatedUntilTheDatabaseIsBack() throws Exception {
    try (RestartablePostgres postgres = new RestartablePostgres();
        PipelineFixture fixture = new PipelineFixture(postgres.url())) {
      ScreenRows.insert(fixture);
      try (ConsoleWindow window =
          ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready()) {
        window.untilText("#verdict", "250 records");

        postgres.stopImmediately();
        window.until("the screen is greyed", () -> isStale(window));
        window.untilText("#databaseState", "away");
        assertThat(window.text("#verdict").orElseThrow()).contains("250 records");

        postgres.startAgain();
        window.until("the screen is live again", () -> !isStale(window));
        window.untilText("#databaseState", "ms");
        assertThat(window.text("#bell").orElseThrow())
            .as("no notice for every failed read")
            .isEqualTo("Notices 0");
      }
    }
  }

  private static boolean isStale(ConsoleWindow window) {
    return FxToolkit.onFx(
        () -> window.scene().getRoot().lookup("#content").getPseudoClassStates().contains(STALE));
  }
}
