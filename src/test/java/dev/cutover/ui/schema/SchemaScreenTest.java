package dev.cutover.ui.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Theme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The wizard of the schema over real databases: one that is empty, and a platform's that somebody
/// else uses.
class SchemaScreenTest {
  private static final Path PICTURES = Path.of("target", "screens");

  @ParameterizedTest
  @EnumSource(
      value = Theme.class,
      names = {"LIGHT", "DARK"})
  void anEmptyDatabaseOpensAtItsMigrationsWhichAreReadRehearsedAndApplied(Theme theme) {
    try (PipelineFixture fixture = PipelineFixture.foreign(TestPostgres.emptyDatabase());
        ConsoleWindow window = open(fixture, Environment.Kind.PRODUCTION, theme)) {
      window.until("the cutover is in front", () -> window.front().equals("cutover"));
      window.until("they are listed", () -> table(window).getItems().size() == 10);
      assertThat(window.text("#schema-pending").orElse("")).startsWith("10 ");
      FxToolkit.onFx(
          () -> {
            table(window).getSelectionModel().select(1);
            return true;
          });
      assertThat(window.text("#schema-statements").orElse("")).contains("CREATE TABLE");
      picture(window, "pending", theme);
      assertThat(FxToolkit.onFx(() -> window.scene().lookup("#schema-apply").isDisabled()))
          .as("production begins read-only")
          .isTrue();

      unlock(window);
      window.click("#schema-rehearse");
      window.until("it is reported", () -> !window.text("#schema-end").orElse("").isEmpty());
      picture(window, "rehearsed", theme);
      assertThat(tables(fixture)).isZero();

      window.click("#schema-go-on");
      window.until("it is asked", () -> window.text("#question-text").isPresent());
      picture(window, "question", theme);
      window.click("#question-yes");
      window.until("it is applied", () -> tables(fixture) > 30);
      window.until("it is told", () -> window.scene().lookup("#schema-go-on").isDisabled());
      picture(window, "applied", theme);
      window.click("#schema-back");
      window.until(
          "none is pending",
          () -> table(window).getItems().stream().allMatch(row -> row.state().equals("applied")));
      picture(window, "nothing-pending", theme);

      window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
      window.until("the rest works", () -> !window.text("#verdict").orElse("").isEmpty());
    }
  }

  @Test
  void whatWaitsForALockIsCancelledAndNothingWasChanged() throws Exception {
    try (PipelineFixture fixture = PipelineFixture.foreign(platform());
        Connection holder = DriverManager.getConnection(fixture.url);
        ConsoleWindow window = open(fixture, Environment.Kind.LAB, Theme.LIGHT)) {
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute("SELECT count(*) FROM integrations");
      }
      long before = tables(fixture);
      window.until("the cutover is in front", () -> window.front().equals("cutover"));
      window.click("#schemaTab");
      window.untilText("#schema-headline", "as its old service left it");
      window.click("#schema-apply");
      window.click("#question-yes");
      window.untilText("#schema-doing", "Version 2");
      picture(window, "running", Theme.LIGHT);
      window.click("#schema-cancel");
      window.untilText("#schema-end", "Cancelled");
      window.untilText("#schema-findings .finding-found", "Nothing was changed");
      picture(window, "cancelled", Theme.LIGHT);
      assertThat(tables(fixture))
          .as("with the history, empty, of the runner")
          .isEqualTo(before + 1);

      holder.rollback();
      window.click("#schema-go-on");
      window.click("#question-yes");
      window.untilText("#schema-end", "is the one this program works with");
    }
  }

  private static ConsoleWindow open(PipelineFixture fixture, Environment.Kind kind, Theme theme) {
    return ConsoleWindow.open(
            fixture.address().toUri(),
            TestQpid.start().url(),
            kind,
            theme,
            theme == Theme.DARK ? Locale.GERMAN : Locale.ENGLISH)
        .ready();
  }

  private static void unlock(ConsoleWindow window) {
    window.click("#unlock");
    window.robot.clickOn("#unlock-field").write("named servers").push(KeyCode.ENTER);
  }

  @SuppressWarnings("unchecked")
  private static TableView<ScriptRow> table(ConsoleWindow window) {
    return (TableView<ScriptRow>) window.scene().lookup("#schema-rows");
  }

  private static String platform() throws Exception {
    String url = TestPostgres.emptyDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var script =
            SchemaScreenTest.class.getResourceAsStream("/db/migration/V1__pulse_platform.sql")) {
      statement.execute(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
    return url;
  }

  private static long tables(PipelineFixture fixture) {
    try (Connection connection = DriverManager.getConnection(fixture.url);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void picture(ConsoleWindow window, String state, Theme theme) {
    window.picture(PICTURES.resolve("cutover-schema-" + state + "-" + theme.word() + ".png"));
  }
}
