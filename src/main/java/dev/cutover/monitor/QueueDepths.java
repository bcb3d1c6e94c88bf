package dev.cutover.monitor;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.BrokerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Depths, rates and their history, sampled by whoever calls [#sample()] once a second. Reads are
/// cheap and may come from any thread; they never wait for a broker or a database.
public final class QueueDepths {
  /// The management interface renews its figures this often.
  private static final Duration STATISTICS_EVERY = Duration.ofSeconds(5);

  /// Counting all jobs costs more the more there are. It may take this share of the time.
  private static final int REST_AFTER_COUNTING = 20;

  private static final Duration REST_AFTER_A_FAILURE = Duration.ofSeconds(5);

  /// What a history is kept of.
  public enum Measure {
    /// Messages waiting in a queue.
    READY,
    /// Messages delivered and not acknowledged; only with the management interface.
    UNACKNOWLEDGED,
    /// Jobs of the stage that are not over.
    OPEN_JOBS,
    /// Jobs of the stage that came, a second.
    JOBS_IN,
    /// Jobs of the stage that ended, a second.
    JOBS_OUT
  }

  /// Reads the counts of all jobs; throws what the database throws.
  public interface JobCounts {
    List<PipelineMonitor.JobCount> read();
  }

  private record Key(String queue, Measure measure) {}

  private final DepthProbe probe;
  private final @Nullable QueueStatistics statistics;
  private final JobCounts jobCounts;
  private final InstantSource clock;
  private final Map<Key, DepthHistory> histories = new HashMap<>();
  private final Map<Stage, StageTrend> trends = new EnumMap<>(Stage.class);
  private Map<String, QueueStatistics.Figures> figures = Map.of();
  private Map<Stage, Map<String, Long>> jobs = Map.of();
  private @Nullable Problem statisticsTrouble;
  private @Nullable Problem jobsTrouble;
  private @Nullable Instant since;
  private Instant statisticsDue = Instant.MIN;
  private Instant jobsDue = Instant.MIN;
  private volatile @Nullable QueuesSnapshot latest;

  /// @param statistics null when no management interface is named
  public QueueDepths(
      DepthProbe probe,
      @Nullable QueueStatistics statistics,
      JobCounts jobCounts,
      InstantSource clock) {
    this.probe = probe;
    this.statistics = statistics;
    this.jobCounts = jobCounts;
    this.clock = clock;
    for (Stage stage : Stage.values()) {
      trends.put(stage, new StageTrend());
    }
  }

  /// Takes one sample. What cannot be read is said in the snapshot and tried again next time. To be
  /// called by one thread.
  public QueuesSnapshot sample() throws InterruptedException {
    Instant begin = clock.instant();
    if (!begin.isBefore(jobsDue)) {
      boolean counted = readJobs();
      Instant end = clock.instant();
      // What a failure took says nothing of what counting costs, only how long nobody answered.
      jobsDue =
          counted
              ? begin.plus(Duration.between(begin, end).multipliedBy(REST_AFTER_COUNTING))
              : end.plus(REST_AFTER_A_FAILURE);
    }
    if (statistics != null && !begin.isBefore(statisticsDue)) {
      readStatistics(statistics);
      statisticsDue = begin.plus(STATISTICS_EVERY);
    }
    List<DepthProbe.Reading> readings;
    Problem brokerTrouble = null;
    try {
      readings = probe.read();
    } catch (BrokerUnavailable e) {
      brokerTrouble = e.problem();
      readings = unread();
    }
    return keep(clock.instant(), readings, brokerTrouble);
  }

  private static List<DepthProbe.Reading> unread() {
    List<DepthProbe.Reading> readings = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      readings.add(new DepthProbe.Reading(stage.queue(), stage, false, Optional.empty()));
      readings.add(new DepthProbe.Reading(stage.queue() + ".dead", stage, true, Optional.empty()));
    }
    return readings;
  }

  /// @return false when they could not be read
  private boolean readJobs() {
    try {
      Map<Stage, Map<String, Long>> read = new EnumMap<>(Stage.class);
      for (PipelineMonitor.JobCount each : jobCounts.read()) {
        Stage.of(each.stage())
            .ifPresent(
                stage ->
                    read.computeIfAbsent(stage, _ -> new HashMap<>())
                        .merge(each.state(), each.jobs(), Long::sum));
      }
      Instant now = clock.instant();
      for (Stage stage : Stage.values()) {
        Map<String, Long> counts = read.computeIfAbsent(stage, _ -> Map.of());
        long all = counts.values().stream().mapToLong(n -> n).sum();
        StageTrend trend = trends.get(stage);
        if (trend != null) {
          trend.add(now, all, all - open(counts));
        }
      }
      jobs = read;
      jobsTrouble = null;
      return true;
    } catch (RuntimeException e) {
      jobs = Map.of();
      jobsTrouble =
          new Problem(
              "queues.jobs",
              "The job table cannot be read: " + e.getMessage() + ".",
              "Depths go on; counts of jobs and rates are unknown until it answers.");
      return false;
    }
  }

  private void readStatistics(QueueStatistics source) throws InterruptedException {
    try {
      figures = source.read();
      statisticsTrouble = null;
    } catch (BrokerUnavailable e) {
      figures = Map.of();
      statisticsTrouble = e.problem();
    }
  }

  private synchronized QueuesSnapshot keep(
      Instant now, List<DepthProbe.Reading> readings, @Nullable Problem brokerTrouble) {
    Instant began = since == null ? now : since;
    since = began;
    List<QueueLine> lines = new ArrayList<>();
    for (DepthProbe.Reading reading : readings) {
      QueueLine line = line(reading, brokerTrouble != null);
      remember(now, line);
      lines.add(line);
    }
    QueuesSnapshot snapshot =
        new QueuesSnapshot(
            now,
            began,
            !figures.isEmpty(),
            List.copyOf(lines),
            Optional.ofNullable(brokerTrouble),
            Optional.ofNullable(statisticsTrouble),
            Optional.ofNullable(jobsTrouble));
    latest = snapshot;
    return snapshot;
  }

  private QueueLine line(DepthProbe.Reading reading, boolean unread) {
    Optional<QueueLine.Jobs> ofStage = reading.dead() ? Optional.empty() : jobsOf(reading.stage());
    long open = ofStage.map(QueueLine.Jobs::open).orElse(0L);
    QueueLine.Condition condition = condition(reading, open, unread);
    return new QueueLine(
        reading.queue(),
        reading.stage(),
        reading.dead(),
        condition,
        reading.counted(),
        Optional.ofNullable(figures.get(reading.queue())),
        ofStage,
        drain(reading, condition, ofStage));
  }

  private static QueueLine.Condition condition(
      DepthProbe.Reading reading, long open, boolean unread) {
    if (unread) {
      return QueueLine.Condition.UNKNOWN;
    }
    if (reading.counted().isEmpty()) {
      return QueueLine.Condition.MISSING;
    }
    DepthProbe.Counted counted = reading.counted().get();
    if (counted.consumers() == 0) {
      return QueueLine.Condition.NO_CONSUMERS;
    }
    return counted.ready() == 0 && open == 0 ? QueueLine.Condition.IDLE : QueueLine.Condition.BUSY;
  }

  private Drain drain(
      DepthProbe.Reading reading, QueueLine.Condition condition, Optional<QueueLine.Jobs> ofStage) {
    long ready = reading.counted().map(DepthProbe.Counted::ready).orElse(0L);
    if (reading.dead()) {
      return condition == QueueLine.Condition.UNKNOWN
          ? new Drain.Unknown()
          : ready == 0
              ? new Drain.Empty()
              : condition == QueueLine.Condition.NO_CONSUMERS
                  ? new Drain.NoConsumers()
                  : new Drain.Estimating();
    }
    if (ofStage.isEmpty()) {
      return new Drain.Unknown();
    }
    StageTrend trend = trends.get(reading.stage());
    Drain drain = trend == null ? new Drain.Unknown() : trend.drain();
    if (drain instanceof Drain.Empty) {
      return drain;
    }
    // A worker that claims straight from the table moves the counts though nobody consumes.
    return condition == QueueLine.Condition.NO_CONSUMERS && !(drain instanceof Drain.Draining)
        ? new Drain.NoConsumers()
        : drain;
  }

  private Optional<QueueLine.Jobs> jobsOf(Stage stage) {
    Map<String, Long> counts = jobs.get(stage);
    StageTrend trend = trends.get(stage);
    if (counts == null || trend == null) {
      return Optional.empty();
    }
    Optional<StageTrend.Rates> rates = trend.rates();
    return Optional.of(
        new QueueLine.Jobs(
            counts.getOrDefault("pending", 0L),
            counts.getOrDefault("queued", 0L),
            counts.getOrDefault("running", 0L),
            counts.getOrDefault("completed", 0L),
            counts.getOrDefault("dead", 0L),
            rates.map(StageTrend.Rates::in).orElse(null),
            rates.map(StageTrend.Rates::out).orElse(null)));
  }

  private static long open(Map<String, Long> counts) {
    return counts.getOrDefault("pending", 0L)
        + counts.getOrDefault("queued", 0L)
        + counts.getOrDefault("running", 0L);
  }

  private void remember(Instant now, QueueLine line) {
    line.depth().ifPresent(depth -> history(line, Measure.READY).add(now, (double) depth.ready()));
    line.statistics()
        .ifPresent(
            known ->
                history(line, Measure.UNACKNOWLEDGED).add(now, (double) known.unacknowledged()));
    line.jobs()
        .ifPresent(
            known -> {
              history(line, Measure.OPEN_JOBS).add(now, (double) known.open());
              if (known.in() != null) {
                history(line, Measure.JOBS_IN).add(now, known.in());
              }
              if (known.out() != null) {
                history(line, Measure.JOBS_OUT).add(now, known.out());
              }
            });
  }

  private DepthHistory history(QueueLine line, Measure measure) {
    return histories.computeIfAbsent(new Key(line.queue(), measure), _ -> new DepthHistory());
  }

  /// The newest sample, empty before the first.
  public Optional<QueuesSnapshot> snapshot() {
    return Optional.ofNullable(latest);
  }

  /// The history of one measure, by `columns` columns at the most.
  public synchronized List<DepthPoint> history(
      String queue, Measure measure, Instant from, Instant to, int columns) {
    DepthHistory history = histories.get(new Key(queue, measure));
    return history == null ? List.of() : history.points(from, to, columns);
  }
}
