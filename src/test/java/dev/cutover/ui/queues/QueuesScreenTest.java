package dev.cutover.ui.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestRabbit;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.widget.DepthChart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The screen of the queues over a real database and a real RabbitMQ, by clicks and keys alone.
class QueuesScreenTest {
  private static TestRabbit rabbit;

  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;
  private Connection broker;
  private Channel channel;

  @BeforeAll
  static void start() {
    rabbit = TestRabbit.start();
  }

  @BeforeEach
  void connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(rabbit.port());
    broker = factory.newConnection("test");
    channel = broker.createChannel();
  }

  @AfterEach
  void close() {
    window.close();
    broker.abort(2_000);
    fixture.close();
  }

  private void open(Environment.Kind kind, Theme theme, Locale language) {
    window =
        ConsoleWindow.open(fixture.address().toUri(), rabbit.url(), kind, theme, language).ready();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.until("the depths are there", () -> rows().getItems().size() == 6);
  }

  private void open() {
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
  }

  @SuppressWarnings("unchecked")
  private TableView<QueueRow> rows() {
    return (TableView<QueueRow>) window.scene().lookup("#table");
  }

  @SuppressWarnings("unchecked")
  private ListView<TopologyLine> lines() {
    return (ListView<TopologyLine>) window.scene().lookup("#lines");
  }

  private boolean isShown(String selector) {
    Node node = window.scene().lookup(selector);
    return node != null && node.isVisible() && node.getParent().isVisible();
  }

  @Test
  void aQueueWithoutConsumersIsSaidAndUnacknowledgedIsNotZero() {
    open();
    window.until(
        "nobody listens",
        () ->
            rows().getItems().stream()
                .allMatch(
                    row ->
                        row.state().equals("no consumers") && row.unacknowledged().equals("n/a")));
    window.until("a chart is drawn", () -> isShown("#chart-ready"));
  }

  @Test
  void oneTimeCursorGoesOverAllCharts() {
    open();
    FxToolkit.onFx(
        () -> {
          window.scene().lookup("#chart-ready").requestFocus();
          return null;
        });
    window.press(KeyCode.LEFT);
    window.until(
        "all charts have the same cursor",
        () -> {
          long moment = moment("#chart-ready");
          return moment != DepthChart.NO_CURSOR
              && moment == moment("#chart-open_jobs")
              && moment == moment("#chart-jobs_out");
        });
    window.press(KeyCode.ESCAPE);
    window.until("it is gone", () -> moment("#chart-jobs_out") == DepthChart.NO_CURSOR);
  }

  @Test
  void chartsAreChosenAndTheOneThatAmqpCannotFillSaysWhatItNeeds() {
    open();
    window.until("a chart is drawn", () -> isShown("#chart-ready"));
    assertThat(isShown("#chart-jobs_in")).isFalse();

    window.click("#draw-jobs_in");
    window.click("#draw-jobs_out");

    window.until(
        "the one came, the other went",
        () -> isShown("#chart-jobs_in") && !isShown("#chart-jobs_out"));
    window.untilText("#draw-unacknowledged", "needs the management interface");
    assertThat(FxToolkit.onFx(() -> window.scene().lookup("#draw-unacknowledged").isDisabled()))
        .isTrue();
  }

  private long moment(String chart) {
    return ((DepthChart) window.scene().lookup(chart)).momentProperty().get();
  }

  @Test
  void aMissingQueueIsDeclaredByClicking() {
    open();
    window.robot.clickOn("Topology");
    window.until(
        "the missing queue is told",
        () -> {
          channel.queueDelete("etl.load.dead");
          TopologyLine first = lines().getItems().isEmpty() ? null : lines().getItems().getFirst();
          if (first != null && first.text().equals("queue etl.load.dead")) {
            return true;
          }
          Node show = window.scene().lookup("#show");
          if (!show.isDisabled()) {
            ((Button) show).fire();
          }
          return false;
        });
    window.click("#apply");
    window.until("it is asked first", () -> isShown("#confirm"));
    window.robot.clickOn("Declare");
    window.until(
        "what was created is told",
        () ->
            lines().getItems().stream()
                .anyMatch(line -> line.text().equals("queue etl.load.dead (created)")));
    assertThat(rabbit.rabbitmqctl("list_queues", "name")).contains("etl.load.dead");
    window.robot.clickOn("Verify");
    window.untilText("#summary", "a test message went through each queue");
  }

  private void letters(int count) {
    fixture.execute(
        "INSERT INTO etl_dead_letter (origin, reason, headers, body) SELECT 'etl.load', 'the body"
            + " has ' || n || ' bytes, the limit is 1', '{}', convert_to('letter ' || n, 'UTF8')"
            + " FROM generate_series(1, "
            + count
            + ") n");
  }

  @Test
  void deadLettersAreReplayedByClickingAndStoppedHalfWay() throws Exception {
    letters(60);
    open();
    channel.queuePurge("etl.load");
    window.robot.clickOn("Dead letters");
    window.untilText("#count-of-letters", "60 open letters");
    window.click("#replay");
    window.untilText("#actText", "Replay 60 letters");
    window.robot.clickOn("#reason").write("the sender was mended");
    window.click("#confirm");
    window.until("it goes on", () -> isShown("#stop"));
    window.until(
        "some are back",
        () -> ((ProgressBar) window.scene().lookup("#progress")).getProgress() > 0.1);
    picture("queues-letters-light-en");
    window.click("#stop");
    window.untilText("#actText", "Stopped:");
    long replayed = fixture.number("SELECT count(*) FROM etl_dead_letter WHERE state = 'replayed'");
    assertThat(replayed).isBetween(0L, 59L);
    assertThat(fixture.number("SELECT count(*) FROM etl_dead_letter WHERE state = 'kept'"))
        .isEqualTo(60 - replayed);

    window.click("#close");
    window.untilText("#count-of-letters", (60 - replayed) + " open letters");
    window.click("#replay");
    window.robot.doubleClickOn("#rate").write("500\t");
    window.click("#confirm");
    window.untilText("#actText", "letters replayed.");
    window.untilText("#count-of-letters", "There are no open dead letters");
    window.until("all are back in their queue", () -> channel.messageCount("etl.load") == 60);
    assertThat(new String(channel.basicGet("etl.load", true).getBody(), StandardCharsets.UTF_8))
        .startsWith("letter ");
    assertThat(
            fixture.text(
                "SELECT DISTINCT reason FROM etl_dead_letter_event WHERE act = 'replayed'"))
        .isEqualTo("the sender was mended");
    channel.queuePurge("etl.load");
  }

  @Test
  void aLetterIsDiscardedOnlyWithAReason() {
    letters(2);
    open();
    window.robot.clickOn("Dead letters");
    window.click("#discardOne");
    window.untilText("#actText", "Discard 1 letter?");
    window.until("no reason, no discard", () -> window.scene().lookup("#confirm").isDisabled());
    window.robot.clickOn("#reason").write("a test");
    window.click("#confirm");
    window.untilText("#actText", "1 of 1 letters discarded");
    window.untilText("#count-of-letters", "1 open letter");
  }

  @Test
  void aReadOnlyWindowChangesNothing() {
    letters(1);
    open(Environment.Kind.PRODUCTION, Theme.DARK, Locale.GERMAN);
    window.robot.clickOn("Unzustellbare");
    window.untilText("#count-of-letters", "1 offene Nachricht");
    window.until(
        "nothing can be done",
        () ->
            window.scene().lookup("#replay").isDisabled()
                && window.scene().lookup("#discardOne").isDisabled());
    window.robot.clickOn("Topologie");
    window.untilText("#whyNot", "liest nur");
    picture("queues-topology-dark-de");
    window.robot.clickOn("Tiefe");
    window.until("the table is there", () -> isShown("#table"));
    picture("queues-depth-dark-de");
  }

  /// For people to look at; only where a folder is named.
  private void picture(String name) {
    String folder = System.getProperty("cutover.pictures");
    if (folder != null) {
      window.picture(Path.of(folder, name + ".png"));
    }
  }
}
