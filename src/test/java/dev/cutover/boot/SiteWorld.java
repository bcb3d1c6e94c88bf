package dev.cutover.boot;

import dev.cutover.cutover.backup.Sha;
import dev.cutover.kit.PipelineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a run has left of the world, as lines that two runs can be compared by: the catalogue with
/// owners and rights, the contents of every table, databases, roles, files by their contents, what
/// the broker has, what the old service does. Times, epochs and the run's id are not in it, nor
/// what a death leaves by its nature: the rows of workers that did not sign off, which count as
/// gone a minute later; nor what the service writes for as long as it runs.
final class SiteWorld {
  private static final Set<String> WRITTEN =
      Set.of("work_items", "changelogs", "prs", "prs_commits");
  private static final String DIARY = "diary";

  private final PreparedSite site;
  private final PipelineFixture live;
  private final List<String> lines = new ArrayList<>();

  private SiteWorld(PreparedSite site) {
    this.site = site;
    this.live = site.site.fixture;
  }

  /// @param upTo rows of the tables that the service writes are looked at up to these ids; none:
  ///   not at all
  static List<String> of(PreparedSite site, List<Long> upTo) throws Exception {
    SiteWorld world = new SiteWorld(site);
    world.service();
    world.catalogue();
    world.contents(upTo);
    world.files();
    world.broker();
    // In an order that no run's own names have a part in.
    return world.lines.stream().sorted().toList();
  }

  /// The newest row of each table that the service writes.
  static List<Long> newest(PreparedSite site) {
    List<Long> newest = new ArrayList<>();
    for (String table : new TreeSet<>(WRITTEN)) {
      newest.add(site.site.fixture.number("SELECT coalesce(max(id), 0) FROM " + table));
    }
    return newest;
  }

  private void add(String what, List<String> found) {
    String run = site.plan.plan().id();
    found.forEach(
        each ->
            lines.add(
                (what + " " + each).replace(run, "RUN").replace(run.replace('-', '_'), "RUN")));
  }

  /// Ends it when it runs: from here on nothing moves.
  private void service() throws Exception {
    boolean runs = site.runs();
    add("service runs", List.of(String.valueOf(runs)));
    add("service starts by itself", List.of(String.valueOf(site.site.manager().startsByItself())));
    if (runs) {
      site.site.awaitRows();
      site.quiet();
    }
    add("missing", List.copyOf(site.missing()));
    add("login", List.of(String.valueOf(site.login())));
    add("databases", site.databases());
    add("scratch databases", site.scratch());
  }

  private void catalogue() {
    String ours = " n.nspname !~ '^(pg_|information_schema)' ";
    add("mode", live.strings("SELECT mode FROM etl_runtime"));
    add("paused", live.strings("SELECT job_name FROM etl_jobs WHERE status = 'PAUSED'"));
    add(
        "relation",
        live.strings(
            "SELECT c.oid::regclass || ' ' || c.relkind::text || ' ' || pg_get_userbyid(c.relowner)"
                + " || ' ' || coalesce(c.relacl::text, '') FROM pg_class c JOIN pg_namespace n ON"
                + " n.oid = c.relnamespace WHERE"
                + ours
                + "ORDER BY 1"));
    add(
        "column",
        live.strings(
            "SELECT c.oid::regclass || ' ' || a.attname || ' ' || format_type(a.atttypid,"
                + " a.atttypmod) || ' ' || a.attnotnull FROM pg_attribute a JOIN pg_class c ON"
                + " c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum"
                + " > 0 AND NOT a.attisdropped AND"
                + ours
                + "ORDER BY 1"));
    add(
        "index",
        live.strings(
            "SELECT pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid FROM pg_index i JOIN"
                + " pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE"
                + ours
                + "ORDER BY 1"));
    add(
        "constraint",
        live.strings(
            "SELECT conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) || ' ' || convalidated"
                + " FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE"
                + ours
                + "ORDER BY 1"));
    add(
        "trigger",
        live.strings(
            "SELECT pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT"
                + " tgisinternal ORDER BY 1"));
    add(
        "function",
        live.strings(
            "SELECT p.oid::regprocedure || ' ' || md5(p.prosrc) FROM pg_proc p JOIN pg_namespace n"
                + " ON n.oid = p.pronamespace WHERE"
                + ours
                + "ORDER BY 1"));
    add(
        "comment",
        site.server()
            .strings(
                "SELECT datname || ' ' || coalesce(shobj_description(oid, 'pg_database'), '') || '"
                    + " ' || datallowconn FROM pg_database WHERE datname = ANY ('{"
                    + String.join(",", site.databases())
                    + "}') ORDER BY 1"));
  }

  /// One question for all tables: this is asked after each of hundreds of runs.
  private void contents(List<Long> upTo) {
    List<String> written = new ArrayList<>(new TreeSet<>(WRITTEN));
    List<String> questions = new ArrayList<>();
    for (String[] each :
        live.rows(
            "SELECT c.oid::regclass::text, string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute"
                + " a ON a.attrelid = c.oid WHERE c.relkind IN ('r', 'p') AND n.nspname !~"
                + " '^(pg_|information_schema|etl_cutover)' AND c.relname <> 'etl_worker' AND"
                + " attnum > 0 AND NOT attisdropped AND format_type(atttypid, NULL) !~"
                + " '^(timestamp|date)' AND attname NOT IN ('epoch', 'execution_time') AND NOT"
                + " (c.relname = 'etl_jobs' AND attname = 'status') GROUP BY c.oid ORDER BY 1",
            row -> new String[] {row.getString(1), row.getString(2)})) {
      int service = written.indexOf(each[0]);
      if (service >= 0 && upTo.isEmpty()) {
        continue;
      }
      questions.add(
          "SELECT '"
              + each[0]
              + " ' || count(*) || ' ' || coalesce(sum(hashtextextended(replace(ROW("
              + each[1]
              + ")::text, '"
              + site.plan.plan().id()
              + "', 'RUN'), 0)), 0) FROM "
              + each[0]
              + (service >= 0 ? " WHERE id <= " + upTo.get(service) : ""));
    }
    add("contents", live.strings(String.join(" UNION ALL ", questions) + " ORDER BY 1"));
  }

  private void files() throws IOException {
    Path services = site.site.services;
    try (Stream<Path> all = Files.walk(services)) {
      for (Path each : all.sorted().toList()) {
        String name = services.relativize(each).toString();
        if (!name.startsWith("run") && Files.isRegularFile(each)) {
          add("file", List.of(name + " " + Sha.of(lasting(each))));
        }
      }
    }
    try (Stream<Path> all = Files.walk(site.home)) {
      add(
          "home",
          all.map(each -> site.home.relativize(each).toString())
              .filter(each -> !each.contains("logs") && !each.contains("written-since/"))
              .sorted()
              .toList());
    }
  }

  /// The contents without the service's diary, which grows, and without its sum in a list of sums.
  private static byte[] lasting(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals(DIARY)) {
      return new byte[0];
    }
    if (!name.endsWith(".sha256")) {
      return Files.readAllBytes(file);
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.endsWith("/" + DIARY) && !line.endsWith(" " + DIARY))
          .collect(Collectors.joining("\n"))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private void broker() throws InterruptedException {
    try (Session session = site.session()) {
      var report = session.topology().show();
      add(
          "broker",
          report.found().stream()
              .map(each -> each.object() + " " + each.ready() + " " + each.consumers())
              .sorted()
              .toList());
      add("broker lacks", report.differences().stream().map(each -> each.line()).toList());
    }
  }
}
