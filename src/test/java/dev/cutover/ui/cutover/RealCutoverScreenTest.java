package dev.cutover.ui.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.Home;
import dev.cutover.boot.Sandbox;
import dev.cutover.boot.ServiceFile;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The wizard over the real engine: a platform that knows nothing of the pipeline yet, a real
/// broker, and the sample of the old service as a process that writes all the time.
class RealCutoverScreenTest {
  private final PipelineFixture server = new PipelineFixture();
  private final Path folder = TestFolder.create("real-cutover");
  private Session base;
  private Sandbox sandbox;
  private ConsoleWindow window;

  @BeforeEach
  void aPlatformAndAWindow() throws Exception {
    Home home = Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", "/");
    base =
        new Session(
            new Target(Target.EMBEDDED, server.address().toUri(), TestQpid.start().url()),
            home,
            new KnownSecrets(),
            Map.of());
    Path records = folder.resolve("records");
    SampleData.write(records, SampleSize.ofIssues(30), 7, Progress.SILENT);
    sandbox = Sandbox.lay(base, folder.resolve("sandbox"), records);
    sandbox.start();
    window =
        ConsoleWindow.open(
                sandbox.session().databaseAddress().toUri(), base.brokerAddress().toUri())
            .ready();
    Path service =
        ServiceFile.of(
            Home.of(Map.of("CUTOVER_HOME", window.home().toString()), "Linux", "/"),
            Target.EMBEDDED);
    Files.createDirectories(service.getParent());
    ServiceFile.write(
        sandbox.service(), Map.of("soak", "PT0S", "watermark.margin", "P7300D"), service);
  }

  @AfterEach
  void ended() throws Exception {
    window.close();
    sandbox.stop();
    sandbox.close();
    base.close();
    server.close();
    TestFolder.delete(folder);
  }

  @Test
  void aCutoverIsPlannedLookedAtCarriedOutAndCommittedByClicks() {
    begin();
    answerUntil("#confirm-name");
    picture("no-return");
    window.robot.clickOn("#confirm-name").write(sandbox.database());
    window.click("#confirm");
    window.untilText("#ask-title", "cutover is complete");
    picture("committed");
    assertThat(sandbox.rowsWritten()).isPositive();
    assertThat(sandbox.rowsMissing()).isZero();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.settled();
    picture("pipeline");
  }

  @Test
  @Tag("campaign")
  void aCutoverIsRolledBackByClicksAndTheOldServiceWritesAgain() throws Exception {
    begin();
    answerUntil("#confirm-name");
    window.click("#rollBack");
    window.until("it is counted", () -> window.text("#rollback-losses .figures").isPresent());
    picture("losses");
    window.click("#way-instant");
    window.robot.clickOn("#rollback-reason").write("a test");
    window.click("#rollback-do");
    window.untilText("#ask-title", "rolled back");
    picture("undone");
    sandbox.awaitRows();
    assertThat(sandbox.rowsMissing()).isZero();
  }

  /// The window comes up with the cutover in front: nothing else can be worked on yet.
  private void begin() {
    window.until("the cutover is in front", () -> window.front().equals("cutover"));
    window.click("#plan-begin");
    window.until("the form is filled", () -> !window.text("#plan-folder").orElse("").isEmpty());
    picture("plan");
    window.click("#plan-make");
    window.until("it was looked", () -> window.text("#preflight-counts").isPresent());
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
