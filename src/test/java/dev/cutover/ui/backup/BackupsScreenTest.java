package dev.cutover.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.BackupPictures;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedConnection;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.Environment;
import dev.cutover.ui.ScreenRows;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The backup wizard by clicks.
class BackupsScreenTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @Test
  void aBackupOfARealDatabaseIsMadeProvedAndListed() throws Exception {
    ScreenRows.insert(fixture);
    window = ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.click("#backup-new");
    Path folder = window.home().resolve("tonight");
    window.robot.clickOn("#scope-folder").write(folder.toString());
    window.click("#backup-check");
    window.untilText("#backup-outlook .label", folder.toString());
    window.picture(Path.of("target/pictures/backup-real-checks.png"));
    window.click("#backup-start");
    window.untilText("#backup-headline", "made and proved");
    window.picture(Path.of("target/pictures/backup-real-report.png"));
    assertThat(folder.resolve("manifest.json")).exists();
    window.click("#backup-close");
    window.until("it is listed", () -> window.text("#backup-rows .state-pill").isPresent());
    assertThat(window.text("#backup-rows .state-pill")).hasValue("\u2714 proved");

    Path dump = folder.resolve("database.dump");
    byte[] bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2] ^= 1;
    Files.write(dump, bytes);
    window.click("#backup-rows .table-row-cell .table-cell");
    window.click("#backup-verify");
    window.untilText("#backup-headline", "cannot be relied on");
    window.picture(Path.of("target/pictures/backup-real-damaged.png"));
  }

  /// The same walk draws the pictures of [dev.cutover.ui.ScreensTest].
  @Test
  void everyStateOfTheWizardIsReachedByClicks() {
    ScriptedBackups backups = new ScriptedBackups();
    window =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                Environment.Kind.LAB,
                Theme.DARK,
                Locale.GERMAN,
                real -> new ScriptedConnection(real, backups))
            .ready();
    new BackupPictures(
            window,
            backups,
            name -> window.picture(Path.of("target", "pictures", name + "-dark.png")))
        .drawAll();
    assertThat(FxToolkit.onFx(() -> window.scene().lookup("#backup-rows").isVisible())).isTrue();
  }
}
