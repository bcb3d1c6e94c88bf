package dev.cutover.ui.queues;

import dev.cutover.job.Problem;
import dev.cutover.monitor.DepthPoint;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueueLine;
import dev.cutover.monitor.QueuesSnapshot;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The depth tab: a row for each queue, the chosen charts over one axis of time, and where the
/// numbers come from. [#read] runs beside the FX thread, [#apply] on it.
public final class QueuesViewModel {
  private static final Duration RUNS_EVERY = Duration.ofSeconds(10);
  private static final int RUNS = 5;
  private static final long SHORTEST_MILLIS = 15_000;
  private static final Set<QueueDepths.Measure> AT_FIRST =
      EnumSet.of(
          QueueDepths.Measure.READY, QueueDepths.Measure.OPEN_JOBS, QueueDepths.Measure.JOBS_OUT);

  private static final Logger LOG = LoggerFactory.getLogger(QueuesViewModel.class);

  private final QueueDepths depths;
  private final PipelineMonitor monitor;
  private final Texts texts;
  private final Times times;
  private final InstantSource clock;
  private final int columns;
  private final QueueWords words;
  private final LastKnown last = new LastKnown();
  private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
  private final ObservableList<QueueRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable DepthPicture> picture =
      new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<DepthSpan> span = new SimpleObjectProperty<>(DepthSpan.QUARTER_HOUR);
  private final Map<QueueDepths.Measure, BooleanProperty> drawn =
      new EnumMap<>(QueueDepths.Measure.class);
  private final ReadOnlyBooleanWrapper unacknowledgedKnown = new ReadOnlyBooleanWrapper();
  private volatile DepthSpan wanted = DepthSpan.QUARTER_HOUR;
  private volatile Set<QueueDepths.Measure> charts = AT_FIRST;
  // Of the reading thread alone.
  private List<RunSnapshot> runs = List.of();
  private Instant runsDue = Instant.MIN;

  /// @param columns that a chart can draw
  public QueuesViewModel(
      QueueDepths depths,
      PipelineMonitor monitor,
      Texts texts,
      Times times,
      InstantSource clock,
      int columns) {
    this.depths = depths;
    this.monitor = monitor;
    this.texts = texts;
    this.times = times;
    this.clock = clock;
    this.columns = columns;
    this.words = new QueueWords(texts);
    span.addListener((_, _, now) -> wanted = now);
    for (QueueDepths.Measure each : QueueDepths.Measure.values()) {
      BooleanProperty property = new SimpleBooleanProperty(AT_FIRST.contains(each));
      property.addListener(_ -> charts = chosen());
      drawn.put(each, property);
    }
  }

  private Set<QueueDepths.Measure> chosen() {
    Set<QueueDepths.Measure> chosen = EnumSet.noneOf(QueueDepths.Measure.class);
    drawn.forEach(
        (measure, property) -> {
          if (property.get()) {
            chosen.add(measure);
          }
        });
    return chosen;
  }

  /// Whether the chart of a measure is drawn.
  BooleanProperty drawnProperty(QueueDepths.Measure measure) {
    return Objects.requireNonNull(drawn.get(measure));
  }

  /// True once the management interface told what is unacknowledged; AMQP does not.
  ReadOnlyBooleanProperty unacknowledgedKnownProperty() {
    return unacknowledgedKnown.getReadOnlyProperty();
  }

  public ObservableList<QueueRow> rows() {
    return rows;
  }

  /// Where the numbers come from.
  public ReadOnlyStringProperty sourceProperty() {
    return source.getReadOnlyProperty();
  }

  public String getSource() {
    return source.get();
  }

  /// What could not be read, empty when everything could.
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public String getTrouble() {
    return trouble.get();
  }

  /// True while figures in the table are older than the last sample.
  ReadOnlyBooleanProperty staleProperty() {
    return stale.getReadOnlyProperty();
  }

  public ObjectProperty<DepthSpan> spanProperty() {
    return span;
  }

  ReadOnlyObjectProperty<@Nullable DepthPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  DepthPicture read() {
    Instant to = clock.instant();
    readRuns(to);
    Optional<QueuesSnapshot> snapshot = depths.snapshot();
    Instant from = from(to, snapshot);
    Map<QueueDepths.Measure, List<DepthPicture.HistoryLine>> lines =
        new EnumMap<>(QueueDepths.Measure.class);
    for (QueueDepths.Measure measure : charts) {
      lines.put(measure, lines(snapshot, measure, from, to));
    }
    return new DepthPicture(
        snapshot,
        from.toEpochMilli(),
        to.toEpochMilli(),
        lines,
        readable(moments(), Duration.between(from, to).toMillis()));
  }

  private void readRuns(Instant now) {
    if (now.isBefore(runsDue)) {
      return;
    }
    runsDue = now.plus(RUNS_EVERY);
    try {
      runs = monitor.latestRuns(RUNS);
    } catch (RuntimeException e) {
      // The depths come from the broker and go on; the snapshot says that the database is away.
      LOG.debug("runs not read, the markers stay as they are", e);
    }
  }

  private Instant from(Instant to, Optional<QueuesSnapshot> snapshot) {
    DepthSpan chosen = wanted;
    if (chosen != DepthSpan.RUN) {
      return to.minus(chosen.length());
    }
    Instant began =
        runs.isEmpty()
            ? snapshot.map(QueuesSnapshot::since).orElse(to)
            : runs.getFirst().startedAt();
    // An axis without a length cannot be drawn.
    return began.isAfter(to.minusSeconds(60)) ? to.minusSeconds(60) : began;
  }

  private List<DepthPicture.HistoryLine> lines(
      Optional<QueuesSnapshot> snapshot, QueueDepths.Measure measure, Instant from, Instant to) {
    List<DepthPicture.HistoryLine> lines = new ArrayList<>();
    for (QueueLine line : snapshot.map(QueuesSnapshot::queues).orElse(List.of())) {
      if (isOfMessages(measure) || !line.dead()) {
        List<DepthPoint> points = depths.history(line.queue(), measure, from, to, columns);
        lines.add(new DepthPicture.HistoryLine(line.queue(), points));
      }
    }
    return lines;
  }

  /// Dead queues have messages and no jobs.
  static boolean isOfMessages(QueueDepths.Measure measure) {
    return measure == QueueDepths.Measure.READY || measure == QueueDepths.Measure.UNACKNOWLEDGED;
  }

  private List<DepthPicture.Moment> moments() {
    List<DepthPicture.Moment> moments = new ArrayList<>();
    for (RunSnapshot run : runs) {
      String id = String.valueOf(run.run().value());
      moments.add(
          new DepthPicture.Moment(
              run.startedAt().toEpochMilli(), texts.get("queues.marker.start", id)));
      Instant ended = run.endedAt();
      if (ended != null) {
        moments.add(
            new DepthPicture.Moment(ended.toEpochMilli(), texts.get("queues.marker.end", id)));
      }
    }
    return List.copyOf(moments);
  }

  /// Words that would lie over each other are not drawn, only their lines: one for each tenth of
  /// the axis, the newest one first.
  private static List<DepthPicture.Moment> readable(
      List<DepthPicture.Moment> moments, long millis) {
    List<DepthPicture.Moment> readable = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (DepthPicture.Moment each :
        moments.stream()
            .sorted(Comparator.comparingLong(DepthPicture.Moment::millis).reversed())
            .toList()) {
      boolean room = each.millis() <= next;
      readable.add(room ? each : new DepthPicture.Moment(each.millis(), ""));
      next = room ? each.millis() - millis / 10 : next;
    }
    return readable;
  }

  void apply(DepthPicture now) {
    List<QueueLine> lines = now.snapshot().map(QueuesSnapshot::queues).orElse(List.of());
    List<QueueRow> read = lines.stream().map(words::row).toList();
    List<QueueRow> fresh = now.snapshot().map(known -> last.rows(known, read)).orElse(read);
    // Row by row, so that a selection stays where it is.
    for (int i = 0; i < fresh.size(); i++) {
      if (i == rows.size()) {
        rows.add(fresh.get(i));
      } else if (!rows.get(i).equals(fresh.get(i))) {
        rows.set(i, fresh.get(i));
      }
    }
    rows.remove(fresh.size(), rows.size());
    now.snapshot().ifPresent(this::describe);
    picture.set(now);
  }

  private void describe(QueuesSnapshot snapshot) {
    unacknowledgedKnown.set(unacknowledgedKnown.get() || snapshot.management());
    boolean delivered =
        snapshot.queues().stream()
            .flatMap(line -> line.depth().stream())
            .anyMatch(depth -> depth.deliveredToo());
    source.set(
        texts.get(snapshot.management() ? "queues.source.management" : "queues.source.amqp")
            + (delivered ? " " + texts.get("queues.source.delivered") : ""));
    stale.set(snapshot.brokerTrouble().isPresent() || snapshot.jobsTrouble().isPresent());
    Instant asOf = last.asOf();
    String age =
        !stale.get()
            ? ""
            : asOf == null ? texts.get("band.never") : texts.get("queues.stale", times.time(asOf));
    trouble.set(
        Stream.concat(
                Stream.of(age).filter(words -> !words.isEmpty()),
                Stream.of(
                        snapshot.brokerTrouble(),
                        snapshot.jobsTrouble(),
                        snapshot.statisticsTrouble())
                    .flatMap(Optional::stream)
                    .map(Problem::toString))
            .collect(Collectors.joining("\n")));
  }

  /// The moment of the cursor; that of the newest sample when there is no cursor.
  String moment(long cursor) {
    DepthPicture now = picture.get();
    return now == null ? "" : times.time(Instant.ofEpochMilli(cursor < 0 ? now.to() : cursor));
  }

  /// What a chart's lines were at that moment, by queue.
  Map<String, String> values(QueueDepths.Measure measure, long cursor) {
    DepthPicture now = picture.get();
    Map<String, String> values = new LinkedHashMap<>();
    if (now != null) {
      for (DepthPicture.HistoryLine line : now.lines().getOrDefault(measure, List.of())) {
        values.put(line.queue(), value(now, line.points(), cursor < 0 ? now.to() : cursor));
      }
    }
    return values;
  }

  private String value(DepthPicture now, List<DepthPoint> points, long at) {
    DepthPoint found = null;
    for (DepthPoint point : points) {
      if (point.millis() <= at) {
        found = point;
      }
    }
    // A point stands for the time until the next; one that is older says nothing about this moment.
    long stands = Math.max(SHORTEST_MILLIS, (now.to() - now.from()) / 100);
    if (found == null || found.millis() + stands < at) {
      return texts.get("queues.unknown.short");
    }
    String most = number(found.greatest());
    return found.least() == found.greatest() ? most : number(found.least()) + "-" + most;
  }

  private String number(double value) {
    return value == Math.rint(value)
        ? words.number((long) value)
        : String.format(texts.locale(), "%,.1f", value);
  }
}
