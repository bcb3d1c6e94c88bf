package dev.cutover.ui.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.Home;
import dev.cutover.boot.ServiceFile;
import dev.cutover.boot.Target;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The wizard over the real engine: a real database, a real broker, and the sample of the old
/// service as a process that writes all the time.
class RealCutoverScreenTest {
  private OldSite site;
  private ConsoleWindow window;

  @BeforeEach
  void aSiteAndAWindow() throws Exception {
    site = new OldSite(new PipelineFixture(), true);
    site.fixture.execute("UPDATE integrations SET active = false");
    site.start();
    site.awaitRows();
    window = ConsoleWindow.open(site.fixture.address().toUri(), TestQpid.start().url()).ready();
    Home home = Home.of(Map.of("CUTOVER_HOME", window.home().toString()), "Linux", "/");
    Path service = ServiceFile.of(home, Target.EMBEDDED);
    Files.createDirectories(service.getParent());
    ServiceFile.write(site.plan(), service);
  }

  @AfterEach
  void ended() throws Exception {
    window.close();
    site.close();
  }

  @Test
  void aCutoverIsPlannedLookedAtCarriedOutAndCommittedByClicks() throws Exception {
    begin();
    answerUntil("#confirm-name");
    assertThat(site.fixture.text("SELECT mode FROM etl_runtime")).isEqualTo("pipeline");
    picture("no-return");
    window.robot.clickOn("#confirm-name").write(site.fixture.address().database());
    window.click("#confirm");
    window.untilText("#ask-title", "cutover is over");
    picture("committed");
    assertThat(site.missing()).isEmpty();
  }

  @Test
  void aCutoverIsRolledBackByClicksAndTheOldServiceWritesAgain() throws Exception {
    begin();
    answerUntil("#confirm-name");
    window.click("#rollBack");
    window.until("it is counted", () -> window.text("#rollback-losses .figures").isPresent());
    picture("losses");
    window.click("#way-instant");
    window.robot.clickOn("#rollback-reason").write("a test");
    window.click("#rollback-do");
    window.untilText("#ask-title", "undone");
    picture("undone");
    site.awaitRows();
    assertThat(site.missing()).isEmpty();
  }

  private void begin() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.click("#plan-begin");
    window.until("the form is filled", () -> !window.text("#plan-folder").orElse("").isEmpty());
    picture("plan");
    window.click("#plan-make");
    window.click("#plan-go");
  }

  /// Accepts whatever is warned of until a field is there.
  private void answerUntil(String field) {
    int answers = 0;
    while (true) {
      window.until(
          "it asks or " + field,
          () ->
              window.text(field).isPresent()
                  || window.text("#accept").isPresent()
                  || window.text("#ask-problem").isPresent());
      assertThat(window.text("#ask-problem")).isEmpty();
      if (window.text(field).isPresent()) {
        return;
      }
      picture("asking-" + ++answers);
      for (int i = 0; window.text("#reason-" + i).isPresent(); i++) {
        window.robot.clickOn("#reason-" + i).write("a test");
      }
      window.click("#accept");
      window.until("the answer is taken", () -> window.text("#accept").isEmpty());
    }
  }

  private void picture(String name) {
    window.picture(Path.of("target", "pictures", "real-cutover-" + name + ".png"));
  }
}
