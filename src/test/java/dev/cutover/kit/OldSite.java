package dev.cutover.kit;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.StepName;
import dev.cutover.database.Database;
import dev.cutover.embedded.oldservice.Diary;
import dev.cutover.embedded.oldservice.SampleRole;
import dev.cutover.embedded.oldservice.SampleService;
import dev.cutover.embedded.oldservice.SampleSite;
import dev.cutover.tool.ManagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A platform's database with the sample of the old service over it, as a process of its own. Ends
/// what it started.
public final class OldSite implements AutoCloseable {
  public static final List<String> TABLES =
      List.of("work_items", "changelogs", "prs", "prs_commits", "etl_jobs");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  public final PipelineFixture fixture;
  public final SampleRole role;
  public final Path services;
  private final SampleSite site;

  public OldSite(PipelineFixture fixture, boolean ownsTables) throws Exception {
    this.fixture = fixture;
    this.services = TestFolder.create("cutover-old-site").resolve("services");
    this.role =
        SampleRole.random("old_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
    try (Connection connection = connect()) {
      role.create(connection, ownsTables);
    }
    fixture.execute(
        "INSERT INTO etl_jobs (job_name, execution_order, status, integration_id, tenant_id) SELECT"
            + " name, number, 'READY', "
            + fixture.integration
            + ", "
            + fixture.tenant
            + " FROM (VALUES ('Jira', 1), ('GitHub', 2)) job(name, number)");
    site =
        SampleSite.lay(
            new SampleSite.Layout(
                services,
                program(),
                fixture.address().host(),
                fixture.address().port(),
                fixture.address().database(),
                role,
                200,
                1));
  }

  private static List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xmx96m",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "dev.cutover.Main");
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(fixture.url);
  }

  /// A session of the service's role beside the service.
  public Connection connectAsService() throws SQLException {
    return DriverManager.getConnection(
        fixture.url.replaceFirst("\\?.*", ""), role.name(), role.password());
  }

  public Database database() {
    return fixture.database("cutover");
  }

  public OldServicePlan plan() {
    return site.plan(role.name());
  }

  public Path folder() {
    return site.folder();
  }

  public ManagedService manager() {
    return new ManagedService(plan(), Duration.ofSeconds(20));
  }

  /// A plan over this site; short bounds.
  public CutoverPlan cutover(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(Map.of("service.bound", "PT20S"));
    all.putAll(options);
    return new CutoverPlan(
        "test-run-1",
        Instant.EPOCH,
        "anna@ws14",
        new CutoverPlan.Target(
            fixture.address().host(),
            fixture.address().port(),
            fixture.address().database(),
            "1",
            1,
            "15",
            "amqp://broker",
            "broker"),
        List.of(),
        TABLES.stream().map(name -> new CutoverPlan.Table("public", name, 0, true)).toList(),
        plan(),
        List.of(StepName.values()),
        Map.of(),
        all);
  }

  public void start() throws InterruptedException {
    manager().start();
  }

  /// The service has written something new since this was called.
  public void awaitRows() throws Exception {
    int before = diary().size();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (diary().size() <= before) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the service writes nothing: " + log());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  public String log() throws IOException {
    return Files.readString(services.resolve("run/etl-service.log"));
  }

  /// What the service believes to have written, wherever its folder lies now.
  public List<Diary.Entry> diary() throws IOException {
    List<Diary.Entry> all = new ArrayList<>(Diary.read(SampleService.diary(plan().folder())));
    all.addAll(Diary.read(SampleService.diary(plan().oldFolder())));
    return all;
  }

  /// Rows of the diary that the database does not hold.
  public List<Diary.Entry> missing() throws Exception {
    List<Diary.Entry> believed = diary();
    Map<String, Set<String>> there = new HashMap<>();
    for (String table : List.of("work_items", "changelogs", "prs", "prs_commits")) {
      there.put(table, new HashSet<>(fixture.strings("SELECT external_id FROM " + table)));
    }
    return believed.stream()
        .filter(row -> !there.get(row.table()).contains(row.externalId()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    // The script knows whether the process is the service; its command line is too long for Java.
    if (manager().condition().state() == OldService.State.RUNNING) {
      String pid = Files.readString(services.resolve("run/etl-service.pid")).strip();
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
    TestFolder.delete(services.getParent());
    fixture.close();
  }
}
