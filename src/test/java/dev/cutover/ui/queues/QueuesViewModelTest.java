package dev.cutover.ui.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.kit.DirectBackground;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.monitor.PipelineMonitor.JobCount;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.Request;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueuesViewModelTest {
  private final Texts texts = Texts.of(Locale.ENGLISH);
  private Instant now = Instant.parse("2026-11-23T20:00:00Z");
  private long ready = 3;

  private static final Background DIRECT = new DirectBackground();

  /// Nothing is tried again.
  private record NoTimer() implements PollTimer {
    @Override
    public Background.Pending after(Duration pause, Runnable read) {
      return Background.Pending.NONE;
    }

    @Override
    public void close() {}
  }

  private QueueDepths depths() {
    return depths(null);
  }

  private QueueDepths depths(@Nullable QueueStatistics statistics) {
    return new QueueDepths(
        new DepthProbe() {
          @Override
          public List<Reading> read() {
            return Stream.of(Stage.values())
                .map(
                    stage ->
                        new Reading(
                            stage.queue(), stage, false, Optional.of(new Counted(ready, 1, true))))
                .toList();
          }

          @Override
          public void close() {}
        },
        statistics,
        () -> List.of(new JobCount("load", "pending", 1_234)),
        () -> now);
  }

  @Test
  void theDepthsStayWhenTheDatabaseIsAwayAndTheCursorReadsThePast() throws Exception {
    QueueDepths depths = depths();
    QueuesViewModel model =
        new QueuesViewModel(
            depths, new AwayMonitor(), texts, new Times(ZoneId.of("UTC")), () -> now, 300);
    depths.sample();
    Instant first = now;
    now = now.plusSeconds(10);
    ready = 9;
    depths.sample();
    model.apply(model.read());

    assertThat(model.rows()).hasSize(3);
    assertThat(model.rows().getLast().ready()).isEqualTo("9");
    assertThat(model.rows().getLast().open()).isEqualTo("1,234");
    assertThat(model.rows().getLast().unacknowledged()).isEqualTo("n/a");
    assertThat(model.getSource()).contains("counts delivered messages");
    assertThat(model.values(QueueDepths.Measure.READY, -1)).containsEntry("etl.load", "9");
    assertThat(model.values(QueueDepths.Measure.READY, first.toEpochMilli()))
        .containsEntry("etl.load", "3");
    assertThat(model.moment(first.toEpochMilli())).isEqualTo("20:00:00");
  }

  @Test
  void unacknowledgedIsDrawnOnceTheManagementInterfaceToldIt() throws Exception {
    QueueDepths depths =
        depths(() -> Map.of("etl.load", new QueueStatistics.Figures(7, 1.0, 1.0, 1.0)));
    QueuesViewModel model =
        new QueuesViewModel(
            depths, new AwayMonitor(), texts, new Times(ZoneId.of("UTC")), () -> now, 300);
    assertThat(model.unacknowledgedKnownProperty().get()).isFalse();
    model.drawnProperty(QueueDepths.Measure.UNACKNOWLEDGED).set(true);
    depths.sample();

    model.apply(model.read());

    assertThat(model.unacknowledgedKnownProperty().get()).isTrue();
    assertThat(model.values(QueueDepths.Measure.UNACKNOWLEDGED, -1)).containsEntry("etl.load", "7");
    assertThat(model.values(QueueDepths.Measure.JOBS_IN, -1)).isEmpty();
  }

  @Test
  void applyingIsAskedForFirstAndSaysWhatWasReported() {
    TopologyDifference gone =
        new TopologyDifference(TopologyDifference.Kind.MISSING, "queue etl.load", "", "", "");
    int[] applied = new int[1];
    TopologyControl control =
        new TopologyControl() {
          @Override
          public List<TopologyDifference> remove(List<String> objects) {
            throw new AssertionError("the screen deletes nothing");
          }

          @Override
          public TopologyReport show() {
            return report(List.of(), List.of(gone));
          }

          @Override
          public TopologyReport apply() {
            applied[0]++;
            return report(List.of(gone), List.of());
          }

          @Override
          public TopologyReport verify() {
            throw new IllegalStateException("the broker hung up");
          }

          private TopologyReport report(
              List<TopologyDifference> changes, List<TopologyDifference> differences) {
            return new TopologyReport(
                "RabbitMQ 3.10.8", "rabbitmq_3", List.of(), changes, differences, List.of());
          }
        };
    SimpleStringProperty blocked = new SimpleStringProperty("locked");
    TopologyViewModel model =
        new TopologyViewModel(
            control,
            () -> control,
            new Request(DIRECT, new NoTimer(), Runnable::run, () -> now),
            DIRECT,
            texts,
            failure -> new Problem("test", "It failed: " + failure.getMessage() + ".", ""),
            blocked);
    model.show();
    assertThat(model.lines())
        .containsExactly(new TopologyLine(TopologyLine.Kind.MISSING, "queue etl.load"));
    model.askToApply();
    assertThat(model.isAsking()).as("a locked window asks nothing").isFalse();
    blocked.set("");
    model.apply();
    assertThat(applied[0]).as("nothing without the question").isZero();
    model.askToApply();
    assertThat(model.getQuestion()).contains("one missing part");
    model.apply();
    assertThat(applied[0]).isEqualTo(1);
    assertThat(model.lines().getFirst().text()).isEqualTo("queue etl.load (created)");
    model.verify();
    assertThat(model.getSummary()).isEqualTo("It failed: the broker hung up.");
  }
}
