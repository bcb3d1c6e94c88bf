package dev.cutover.ui.pipeline;

import dev.cutover.job.JobId;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.pipeline.JobFilter;
import dev.cutover.ui.Access;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Jobs that match the filter box, grouped by what went wrong and one by one, with what can be done
/// to one, some or all of them. Every act is counted before it is carried out.
public final class JobsViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int SHOWN = 300;
  private static final long COUNTED = 100_000;

  private final JobBrowser browser;
  private final Access access;
  private final ScreenContext context;
  private final FxPoller<Picture> poller;
  private final Latest details;
  private final Latest counting;
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<JobBrowser.@Nullable JobDetail> detail =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<JobBrowser.JobLine> jobs = FXCollections.observableArrayList();
  private final ObservableList<JobBrowser.ProblemGroup> groups =
      FXCollections.observableArrayList();
  private volatile JobQuery asked = JobQuery.parse("");

  private record Picture(
      JobQuery query,
      List<JobBrowser.JobLine> jobs,
      List<JobBrowser.ProblemGroup> groups,
      long match,
      long all) {}

  JobsViewModel(JobBrowser browser, Access access, ScreenContext context) {
    this.browser = browser;
    this.access = access;
    this.context = context;
    this.details = new Latest(context.background());
    this.counting = new Latest(context.background());
    this.poller = context.poller(PAUSE, this::read, this::apply);
    query.addListener((_, _, text) -> ask(text));
  }

  private Picture read() {
    JobQuery now = asked;
    JobFilter filter = now.filter();
    return new Picture(
        now,
        browser.list(filter, SHOWN),
        browser.groups(filter),
        browser.countUpTo(filter, COUNTED),
        browser.countUpTo(JobQuery.parse("").filter(), COUNTED));
  }

  private void apply(Picture picture) {
    if (!picture.query().equals(asked)) {
      return;
    }
    Merge.into(jobs, picture.jobs(), JobBrowser.JobLine::id);
    Merge.into(groups, picture.groups(), group -> group.code() + group.pattern());
    summary.set(
        context
            .texts()
            .get(
                "jobs.summary",
                counted(picture.match()),
                counted(picture.all()),
                picture.jobs().size()));
  }

  private String counted(long jobs) {
    String number = context.texts().get("number", jobs);
    return jobs >= COUNTED ? context.texts().get("jobs.at-least", number) : number;
  }

  private void ask(String text) {
    asked = JobQuery.parse(text);
    mistake.set(
        asked.unknown().isEmpty()
            ? ""
            : context.texts().get("jobs.unknown", String.join(" ", asked.unknown())));
    poller.refresh();
  }

  /// Reads the job with its history.
  public void open(long job) {
    details.ask(
        () -> browser.show(new JobId(job)),
        found -> detail.set(found.orElse(null)),
        failure ->
            context
                .activities()
                .notice(
                    Activities.Notice.Kind.FAILED,
                    context.texts().get("jobs.detail.failed", String.valueOf(job)),
                    context.explain().apply(failure).toString()));
  }

  /// Counts what an act would do; nothing is done yet.
  ///
  /// @param chosen these jobs, or, when empty, all that match the filter
  public void prepare(BulkAct.Kind kind, List<Long> chosen, Consumer<BulkAct> counted) {
    prepare(
        kind,
        chosen.isEmpty()
            ? asked.filter()
            : JobFilter.every().only(chosen.stream().map(JobId::new).toList()),
        counted);
  }

  /// The same for all jobs that match.
  void prepare(BulkAct.Kind kind, JobFilter filter, Consumer<BulkAct> counted) {
    counting.ask(
        () ->
            new BulkAct(
                kind,
                filter,
                browser.count(filter),
                kind.canMeet(filter) ? browser.count(kind.eligible(filter)) : 0),
        counted,
        failure ->
            context
                .activities()
                .notice(
                    Activities.Notice.Kind.FAILED,
                    context.texts().get("act.count-failed"),
                    context.explain().apply(failure).toString()));
  }

  /// Carries a counted act out.
  public void carryOut(BulkAct act, String reason) {
    String title = context.texts().get("act." + act.kind().word() + ".doing", act.eligible());
    context
        .activities()
        .start(
            title,
            () -> {
              var acts = access.acts();
              JobFilter filter = act.kind().eligible(act.filter());
              return switch (act.kind()) {
                case RETRY -> acts.jobs().retry(filter, acts.actor(), reason);
                case CANCEL -> acts.jobs().cancel(filter, acts.actor(), reason);
              };
            },
            changed -> {
              context
                  .activities()
                  .notice(
                      Activities.Notice.Kind.DONE,
                      context.texts().get("act." + act.kind().word() + ".done", changed),
                      "");
              poller.refresh();
            });
  }

  /// The command that does the same.
  public String command(BulkAct act) {
    return JobCommandLine.of(act);
  }

  /// The command that lists the same jobs.
  Optional<String> commandLine() {
    return Optional.of(JobCommandLine.list(asked.filter()));
  }

  void start() {
    poller.start();
  }

  void stop() {
    poller.stop();
    details.cancel();
    counting.cancel();
  }

  void refresh() {
    poller.refresh();
  }

  void setHeld(boolean held) {
    poller.setPaused(held);
  }

  public StringProperty queryProperty() {
    return query;
  }

  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  public ObservableList<JobBrowser.JobLine> jobs() {
    return jobs;
  }

  public ObservableList<JobBrowser.ProblemGroup> groups() {
    return groups;
  }

  public ReadOnlyObjectProperty<JobBrowser.@Nullable JobDetail> detailProperty() {
    return detail.getReadOnlyProperty();
  }
}
