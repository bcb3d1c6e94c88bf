package dev.cutover.ui.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TravelledRecord;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The journey of a record in its tab.
class JourneyScreenTest {

  @ParameterizedTest
  @EnumSource(
      value = Theme.class,
      names = {"LIGHT", "DARK"})
  void theJourneyOfTheChosenRecordIsShown(Theme theme) throws Exception {
    try (PipelineFixture fixture = new PipelineFixture()) {
      new TravelledRecord(fixture, new RawTable(fixture), "1");
      boolean german = theme == Theme.DARK;
      try (ConsoleWindow window =
          ConsoleWindow.open(
                  fixture.address().toUri(),
                  TestQpid.start().url(),
                  Environment.Kind.LAB,
                  theme,
                  german ? Locale.GERMAN : Locale.ENGLISH)
              .ready()) {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        window.click("#lines .table-row-cell .table-cell");
        window.untilText("#title", "OPS-1");
        window.click("#journeyTab");
        window.untilText("#journeyRemark", german ? "8 Schritte" : "8 steps");
        window.picture(Path.of("target/pictures/journey-" + theme.word() + ".png"));
        assertThat(
                FxToolkit.onFx(
                    () -> ((VBox) window.scene().lookup("#journey")).getChildren().size()))
            .isEqualTo(8);
      }
    }
  }
}
