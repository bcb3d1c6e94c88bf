package dev.cutover.boot;

import dev.cutover.broker.Topology;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.StepFailure;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.TableSums;
import dev.cutover.embedded.oldservice.Diary;
import dev.cutover.embedded.oldservice.DiaryProof;
import dev.cutover.embedded.oldservice.SamplePlatform;
import dev.cutover.embedded.oldservice.SampleService;
import dev.cutover.embedded.oldservice.SampleSite;
import dev.cutover.job.Problem;
import dev.cutover.profile.Profile;
import dev.cutover.tool.ManagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A whole platform to practise a cutover on: a database as before the cutover, the sample of the
/// old service as a process in its folder, and its replacement. Each one is new; what an earlier
/// one left is not touched.
public final class Sandbox implements AutoCloseable {
  private static final String NAME = "demo";
  private static final String TENANT = "Sample Company";
  private static final int ROWS_PER_SECOND = 200;
  private static final int JOB_SECONDS = 2;
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(30);
  private static final Duration FIRST_ROWS = Duration.ofMinutes(1);

  private final Path folder;
  private final Session session;
  private final OldServicePlan service;

  /// What the pipeline and the sample service write; no other table moves after the freeze.
  private static final Set<String> WRITTEN =
      Set.of(
          "projects",
          "wits",
          "statuses",
          "projects_wits",
          "projects_statuses",
          "work_items",
          "changelogs",
          "work_items_prs_links",
          "repositories",
          "prs",
          "prs_reviews",
          "prs_commits",
          "prs_comments",
          "etl_jobs");

  private Sandbox(Path folder, Session session, OldServicePlan service) {
    this.folder = folder;
    this.session = session;
    this.service = service;
  }

  /// Lays it out below an empty folder or one that is not there; starts nothing.
  ///
  /// @param base over the embedded services
  /// @param folder gets `records` and `services`
  /// @param records what the platform's source gives
  public static Sandbox lay(Session base, Path folder, Path records) {
    DatabaseAddress server = base.databaseAddress();
    try {
      SamplePlatform platform = SamplePlatform.create(embedded(server), TENANT, records);
      SampleSite site =
          SampleSite.lay(
              new SampleSite.Layout(
                  folder.resolve("services"),
                  SampleProcess.program(),
                  server.host(),
                  server.port(),
                  platform.name(),
                  platform.role(),
                  ROWS_PER_SECOND,
                  JOB_SECONDS));
      base.remember(platform.role().password());
      return new Sandbox(
          folder,
          base.at(server.withDatabase(platform.name()), Topology.Names.STANDARD),
          site.plan(platform.role().name()));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox could not be laid out in " + folder, e);
    }
  }

  /// The first of `demo`, `demo-2` .. below a folder that is not there yet.
  public static Path free(Path below) {
    Path folder = below.resolve(NAME);
    for (int number = 2; Files.exists(folder); number++) {
      folder = below.resolve(NAME + "-" + number);
    }
    return folder;
  }

  public Path folder() {
    return folder;
  }

  /// Name of the database that the sandbox is.
  public String database() {
    return session().databaseAddress().database();
  }

  /// Over the sandbox's database and the embedded broker. Closed with the sandbox.
  public Session session() {
    return session;
  }

  public OldServicePlan service() {
    return service;
  }

  /// A session that a window can be opened on, with the old service known to it.
  ///
  /// @param options that a plan begins with
  public Session forWindow(Map<String, String> options) {
    try {
      Path file = ServiceFile.of(session.home(), NAME);
      Files.createDirectories(file.getParent());
      ServiceFile.write(service, options, file);
    } catch (IOException e) {
      throw new UncheckedIOException("the old service could not be made known to the window", e);
    }
    return new Session(
        new Target(
            NAME,
            session.databaseAddress().toUri(),
            session.brokerAddress().toUri(),
            null,
            Profile.Kind.LAB,
            null,
            Passwords.NONE),
        session.home(),
        session.secretsKnown(),
        Map.of());
  }

  /// The old service runs and has written something new when this returns.
  public void start() throws InterruptedException {
    new ManagedService(service, COMMAND_BOUND).start();
    awaitRows();
  }

  /// Waits for rows that were not there when it was called.
  public void awaitRows() throws InterruptedException {
    int before = rowsWritten();
    long begin = System.nanoTime();
    while (rowsWritten() <= before) {
      if (System.nanoTime() - begin > FIRST_ROWS.toNanos()) {
        throw new StepFailure(
            new Problem(
                "sandbox.silent",
                "The sample service writes nothing.",
                "See " + folder.resolve("services/run/etl-service.log") + "."));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /// Rows that the old service believes committed, wherever its folder lies now.
  public int rowsWritten() {
    return diary().size();
  }

  private List<Diary.Entry> diary() {
    try {
      List<Diary.Entry> all = new ArrayList<>(Diary.read(SampleService.diary(service.folder())));
      all.addAll(Diary.read(SampleService.diary(service.oldFolder())));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("the diary of the sample service cannot be read", e);
    }
  }

  /// How many of them the database does not hold.
  public int rowsMissing() {
    return DiaryProof.missing(embedded(session.databaseAddress()), diary()).size();
  }

  /// Tables that nobody wrote since the freeze, and whether their contents are those from then.
  ///
  /// @param frozen evidence of the freeze: sums by the table's title
  /// @return true where equal, by the table's title
  public Map<String, Boolean> untouched(
      List<CutoverPlan.Table> tables, Map<String, String> frozen) {
    List<CutoverPlan.Table> still =
        tables.stream().filter(table -> !WRITTEN.contains(table.name())).toList();
    Map<String, Boolean> equal = new TreeMap<>();
    TableSums.of(session.database(), still)
        .forEach((title, sum) -> equal.put(title, sum.equals(frozen.get(title))));
    return equal;
  }

  private static dev.cutover.embedded.DatabaseAddress embedded(DatabaseAddress server) {
    return new dev.cutover.embedded.DatabaseAddress(
        server.host(),
        server.port(),
        server.database(),
        Objects.requireNonNullElse(server.user(), ""),
        Objects.requireNonNullElse(server.password(), ""));
  }

  /// Ends the old service if it runs.
  public void stop() throws InterruptedException {
    new ManagedService(service, COMMAND_BOUND).stop();
  }

  @Override
  public void close() {
    session.close();
  }
}
