package dev.cutover.boot;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestBroker;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestQpid;
import dev.cutover.secret.KnownSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// The platform as before the cutover, with the old service over it and a plan; all of it can be
/// saved and put back as often as is wanted: databases (under the same OIDs, or the plan would
/// refuse them), the service's folders and whether it runs, its login, what the broker has, and the
/// console's own folder with the journal.
final class PreparedSite implements AutoCloseable {
  /// A few tables of each kind, the service's own and others: what is done to one is done to all.
  private static final Set<String> TABLES = Set.of("work_items", "etl_jobs", "tenants");

  final OldSite site;
  private final TestBroker broker;
  final Path home = TestFolder.create("cutover-prepared");
  final Path planFile = home.resolveSibling(home.getFileName() + ".plan");
  final FrozenPlan plan;
  private final PipelineFixture server;
  private final Path store = TestFolder.create("cutover-saved");
  private final Map<String, Saved> saved = new HashMap<>();

  private record Base(String name, long oid, String comment, boolean open, String template) {}

  private record Saved(List<Base> bases, boolean login, boolean ran, boolean topology) {}

  /// Over the embedded broker.
  ///
  /// @param leftOut steps that the plan is made without
  PreparedSite(Set<StepName> leftOut, Map<String, String> options) throws Exception {
    this(TestQpid.start(), leftOut, options);
  }

  PreparedSite(TestBroker broker, Set<StepName> leftOut, Map<String, String> options)
      throws Exception {
    this.broker = broker;
    String url = TestPostgres.emptyDatabase();
    PipelineFixture.foreign(url).execute(platform());
    site = new OldSite(new PipelineFixture(url), true);
    site.fixture.execute("UPDATE integrations SET active = false");
    server =
        PipelineFixture.foreign(
            url.replace("/" + site.fixture.address().database() + "?", "/postgres?"));
    clearBroker();
    site.start();
    site.awaitRows();
    Map<String, String> all =
        new HashMap<>(Map.of("soak", "PT0S", "freeze.apart", "PT0.05S", "service.bound", "PT20S"));
    all.putAll(options);
    try (Session session = session()) {
      CutoverDesk desk = new CutoverDesk(session);
      plan = desk.files().freeze(smaller(desk.plan(site.plan(), all).plan(), leftOut));
      desk.files().save(plan, planFile);
    }
  }

  static String platform() throws IOException {
    try (InputStream in =
        PreparedSite.class.getResourceAsStream("/db/migration/V1__pulse_platform.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          + ";ALTER TABLE integrations ADD COLUMN settings JSONB NOT NULL DEFAULT '{}'";
    }
  }

  private static CutoverPlan smaller(CutoverPlan all, Set<StepName> leftOut) {
    return new CutoverPlan(
        all.id(),
        all.made(),
        all.actor(),
        all.target(),
        all.tools(),
        all.tables().stream().filter(each -> TABLES.contains(each.name())).toList(),
        all.service(),
        all.steps().stream().filter(each -> !leftOut.contains(each)).toList(),
        all.estimates(),
        all.options());
  }

  Session session() {
    return new Session(
        new Target(Target.EMBEDDED, site.fixture.address().toUri(), broker.url()),
        DyingCutover.home(home),
        new KnownSecrets(),
        Map.of());
  }

  RestoreNames names() {
    return RestoreNames.of(plan.plan().target().database(), plan.plan().id());
  }

  PipelineFixture server() {
    return server;
  }

  boolean runs() throws InterruptedException {
    return site.manager().condition().state() == OldService.State.RUNNING;
  }

  void quiet() throws Exception {
    site.manager().stop();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !runs());
  }

  /// Keeps everything under a name. The service is stopped for it and runs again afterwards.
  void save(String label) throws Exception {
    boolean ran = runs();
    if (ran) {
      quiet();
    }
    List<Base> bases = new ArrayList<>();
    for (String each : databases()) {
      String template = each.replaceFirst("^db_", "") + "_" + label;
      server.execute(
          "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = '"
              + each
              + "'");
      server.execute("CREATE DATABASE " + template + " TEMPLATE " + each);
      bases.add(
          server
              .rows(
                  "SELECT oid::bigint, COALESCE(shobj_description(oid, 'pg_database'), ''),"
                      + " datallowconn FROM pg_database WHERE datname = '"
                      + each
                      + "'",
                  row ->
                      new Base(each, row.getLong(1), row.getString(2), row.getBoolean(3), template))
              .getFirst());
    }
    boolean topology = hasTopology();
    copy(site.services, store.resolve(label).resolve("services"));
    copy(home, store.resolve(label).resolve("home"));
    saved.put(label, new Saved(bases, login(), ran, topology));
    if (ran) {
      site.start();
    }
  }

  /// Everything as it was when it was saved.
  void putBack(String label) throws Exception {
    Saved then = saved.get(label);
    kill();
    for (String each : databases()) {
      server.execute("DROP DATABASE " + each + " WITH (FORCE)");
    }
    for (String each : scratch()) {
      server.execute("DROP DATABASE " + each + " WITH (FORCE)");
    }
    for (Base each : then.bases()) {
      server.execute(
          "CREATE DATABASE " + each.name() + " TEMPLATE " + each.template() + " OID " + each.oid());
      server.execute(
          "COMMENT ON DATABASE " + each.name() + " IS '" + each.comment().replace("'", "''") + "'");
      server.execute("ALTER DATABASE " + each.name() + " ALLOW_CONNECTIONS " + each.open());
    }
    server.execute("ALTER ROLE " + site.role.name() + (then.login() ? " LOGIN" : " NOLOGIN"));
    if (server.number("SELECT count(*) FROM pg_tables WHERE tablename = 'etl_cutover_journal'")
        > 0) {
      server.execute(
          "DELETE FROM etl_cutover.etl_cutover_journal WHERE run = '" + plan.plan().id() + "'");
    }
    if (then.topology()) {
      try (Session session = session()) {
        session.topology().apply();
      }
    } else {
      clearBroker();
    }
    putBack(store.resolve(label).resolve("services"), site.services);
    putBack(store.resolve(label).resolve("home"), home);
    if (then.ran()) {
      site.start();
    }
  }

  /// The live database and what a restore makes beside it.
  List<String> databases() {
    return server.strings(
        "SELECT datname FROM pg_database WHERE datname = '"
            + names().live()
            + "' OR datname ~ '^db_.*"
            + plan.plan().id().replace('-', '_')
            + "' ORDER BY 1");
  }

  List<String> scratch() {
    return server.strings(
        "SELECT datname FROM pg_database WHERE datname ~ '^cutover_scratch.*"
            + plan.plan().id().replace('-', '_')
            + "'");
  }

  boolean login() {
    return server
        .text("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + site.role.name() + "'")
        .equals("t");
  }

  private boolean hasTopology() throws InterruptedException {
    try (Session session = session()) {
      return !session.topology().show().found().isEmpty();
    }
  }

  private void clearBroker() throws InterruptedException {
    try (Session session = session()) {
      TopologyControl broker = session.topology();
      broker.remove(broker.show().found().stream().map(TopologyReport.Found::object).toList());
    }
  }

  private void kill() throws Exception {
    if (runs()) {
      String pid = Files.readString(site.services.resolve("run/etl-service.pid")).strip();
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !runs());
    }
  }

  private static void putBack(Path from, Path to) throws IOException {
    try (Stream<Path> old = Files.list(to)) {
      for (Path each : old.toList()) {
        if (Files.isDirectory(each)) {
          TestFolder.delete(each);
        } else {
          Files.delete(each);
        }
      }
    }
    copy(from, to);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          each -> {
            Path there = to.resolve(from.relativize(each).toString());
            try {
              if (Files.isDirectory(each)) {
                Files.createDirectories(there);
              } else {
                Files.copy(
                    each,
                    there,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  /// The databases that rows of the service are in, by the diary: none may be missing.
  Set<String> missing() throws Exception {
    Set<String> missing = new HashSet<>();
    site.missing().forEach(each -> missing.add(each.table() + " " + each.externalId()));
    return missing;
  }

  @Override
  public void close() throws Exception {
    kill();
    site.close();
    for (Saved each : saved.values()) {
      for (Base base : each.bases()) {
        server.execute("DROP DATABASE IF EXISTS " + base.template() + " WITH (FORCE)");
      }
    }
    for (String each : databases()) {
      server.execute("DROP DATABASE " + each + " WITH (FORCE)");
    }
    TestFolder.delete(store);
    TestFolder.delete(home);
    Files.deleteIfExists(planFile);
  }
}
