package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Examined;
import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.check.Thresholds;
import dev.cutover.check.Verdict;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.cutover.shadow.DifferenceGroup;
import dev.cutover.cutover.step.ShadowStep;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Progress;
import dev.cutover.job.Stage;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepRun;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestRabbit;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin.NewIntegration;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The live tables are loaded once by the pipeline itself; a shadow of the same source must equal
/// them, and each difference that is planted must be found and named.
class ShadowDrillTest {
  @TempDir static Path folder;
  private static PipelineFixture live;
  private static Session session;
  private static TestRabbit broker;
  private static long integration;

  @BeforeAll
  static void liveTables() throws Exception {
    SampleData.write(
        folder.resolve("records"),
        new SampleSize(2, 24, 2, 8),
        7,
        dev.cutover.sample.Progress.SILENT);
    live = PipelineFixture.foreign(TestPostgres.migratedDatabase());
    broker = TestRabbit.start();
    DatabaseAddress address = live.address();
    session =
        new Session(
            new Target("shadow-drill", address.toUri(), broker.url()),
            Home.of(Map.of("CUTOVER_HOME", folder.resolve("home").toString()), "Linux", "/x"),
            new KnownSecrets(),
            Map.of());
    integration =
        session
            .integrationAdmin()
            .add(
                new NewIntegration(
                    "acme",
                    "files",
                    folder.resolve("records").toString(),
                    null,
                    Map.of("path", folder.resolve("records").toString()),
                    Map.of("story_points", "customfield_10024")))
            .integration();
    Ready.broker(session);
    try (PipelineRuntime workers = session.workers(EnumSet.allOf(Stage.class), 2)) {
      workers.start();
      RunStart.Started run =
          (RunStart.Started)
              session
                  .runs()
                  .start(
                      new RunRequest(
                          new IntegrationId(integration), List.of(), 5, true, Map.of(), "test"));
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> session.monitor().run(run.run()).orElseThrow().isOver());
    }
    assertThat(live.number("SELECT count(*) FROM work_items")).isEqualTo(24);
  }

  @AfterAll
  static void close() {
    session.close();
    live.close();
  }

  @Test
  void drill() throws Exception {
    ShadowStep step = new ShadowStep(new ShadowPipeline(session));
    StepRun run = new StepRun(StepRun.plan("r1", Map.of()));
    String before = liveFacts();
    List<StepFact> inspected = run.inspect(step);

    run.apply(step);

    assertThat(step.verify(run)).extracting(Finding::severity).containsOnly(Severity.PASS);
    assertThat(run.found(StepName.SHADOW, "compare").orElseThrow().facts())
        .containsEntry("unexplained", "0")
        .containsEntry("explained", "0")
        .containsEntry("table work_items", "24 rows live, 24 in the shadow, 0 differ");
    assertThat(liveFacts()).isEqualTo(before);
    run.undo(step);
    assertThat(run.inspect(step).subList(0, 3)).isEqualTo(inspected.subList(0, 3));
    assertThat(step.verifyUndo(run)).extracting(Finding::severity).containsOnly(Severity.PASS);
    run.apply(step);
    assertThat(step.verify(run)).extracting(Finding::severity).containsOnly(Severity.PASS);
  }

  @Test
  void eachPlantedDifferenceIsFoundAndNamed() throws Exception {
    ShadowPipeline shadow = new ShadowPipeline(session);
    shadow.create("r2");
    shadow.load("r2", Progress.SILENT);
    plant();
    try {
      Comparison found = shadow.compare("r2", Progress.SILENT);
      assertThat(found.groups())
          .extracting(
              each ->
                  each.table()
                      + (each.column().isEmpty() ? "" : "." + each.column())
                      + " "
                      + each.judgement().cause()
                      + " "
                      + each.explained()
                      + " "
                      + each.count())
          .containsExactlyInAnyOrder(
              "work_items.created TIME_ZONE true 1",
              "prs.pr_created_at TIME_ZONE false 1",
              "work_items.labels NULL_OR_EMPTY true 1",
              "work_items.total_cycle_time_seconds ROUNDING true 1",
              "work_items.team NO_MAPPING true 1",
              "prs.reviewers KNOWN_FAULT true 1",
              "work_items.summary VALUE false 1",
              "prs_reviews MISSING_IN_LIVE false 1",
              "work_items MISSING_IN_SHADOW false 1",
              "work_items NEWER_IN_LIVE true 1");
      DifferenceGroup summary =
          found.groups().stream()
              .filter(each -> each.column().equals("summary"))
              .findFirst()
              .orElseThrow();
      assertThat(summary.example().live()).isEqualTo("another text");
      long raw = summary.example().rawId();
      String external = summary.example().key().replaceAll(".* ", "");
      assertThat(
              live.text(
                  "SELECT external_id FROM etl_shadow_r2.raw_extraction_data WHERE id = " + raw))
          .isEqualTo(external);

      live.execute(
          """
          UPDATE work_items SET updated = updated - interval '3 days 7 minutes' WHERE summary = 'another text';
          INSERT INTO etl_jobs (job_name, execution_order, status, tenant_id, integration_id, last_run_started_at, last_success_at)
          SELECT 'x', 1, 'READY', tenant_id, id, '2001-01-01', '2001-01-02' FROM integrations\
          """);
      assertThat(shadow.compare("r2", Progress.SILENT).groups())
          .anyMatch(
              each ->
                  each.column().equals("summary")
                      && each.explained()
                      && each.judgement().cause().word().equals("newer in source"));

      ShadowStep step = new ShadowStep(shadow);
      StepRun run = new StepRun(StepRun.plan("r2", Map.of()));
      run.apply(step);
      assertThat(step.verify(run)).anyMatch(each -> each.severity() == Severity.WARN);
      assertThat(shadow.inspect("r2").isDone()).as("kept while there are questions").isTrue();
    } finally {
      heal();
      shadow.drop("r2");
    }
    assertThat(shadow.inspect("r2").state()).isEqualTo(StepFact.State.NOT_DONE);
  }

  @Test
  void theChecklistPassesOverWhatThePipelineReallyLoaded() throws Exception {
    // Nobody works here: what asks for workers says so, and nothing else fails.
    assertThat(failed())
        .extracting(Examined::id)
        .as("%s", failed())
        .containsExactlyInAnyOrder("F6", "F6b");
    live.execute("UPDATE prs SET name = name || '!'");
    try {
      assertThat(failed()).extracting(Examined::id).contains("I4b");
    } finally {
      live.execute("UPDATE prs SET name = rtrim(name, '!')");
    }
  }

  private static List<Examined> failed() throws InterruptedException {
    return new CutoverChecks(session, Map.of())
        .checklist(new Thresholds(Map.of()), null).stream()
            .filter(each -> each.verdict() == Verdict.FAIL)
            .toList();
  }

  @Test
  void aSourceThatCannotBeReadIsLeftOutAloud() throws Exception {
    long broken =
        session
            .integrationAdmin()
            .add(
                new NewIntegration(
                    "acme2",
                    "files",
                    folder.resolve("nowhere").toString(),
                    null,
                    Map.of("path", folder.resolve("nowhere").toString()),
                    Map.of()))
            .integration();
    ShadowPipeline shadow = new ShadowPipeline(session);
    try {
      ShadowStep step = new ShadowStep(shadow);
      StepRun run = new StepRun(StepRun.plan("r3", Map.of()));
      run.apply(step);
      assertThat(step.verify(run))
          .anyMatch(
              each ->
                  each.severity() == Severity.WARN
                      && each.found().contains("(integration " + broken));
    } finally {
      shadow.drop("r3");
      live.execute("DELETE FROM integrations WHERE id = " + broken);
    }
  }

  private static void plant() {
    live.execute(
        """
        CREATE TABLE kept_items AS SELECT * FROM work_items;
        CREATE TABLE kept_prs AS SELECT * FROM prs;
        CREATE TABLE kept_reviews AS SELECT * FROM prs_reviews;
        UPDATE work_items SET created = created + interval '2 hours' WHERE id = (SELECT min(id) FROM work_items);
        UPDATE work_items SET labels = '' WHERE id = (SELECT min(id) FROM work_items WHERE labels IS NULL);
        UPDATE work_items SET total_cycle_time_seconds = total_cycle_time_seconds + 0.04
            WHERE id = (SELECT max(id) FROM work_items WHERE total_cycle_time_seconds > 0);
        UPDATE work_items SET team = 'blue' WHERE id = (SELECT max(id) FROM work_items);
        UPDATE work_items SET summary = 'another text' WHERE id = (SELECT max(id) FROM work_items);
        UPDATE prs SET pr_created_at = pr_created_at + interval '2 hours' WHERE id = (SELECT min(id) FROM prs);
        UPDATE prs SET reviewers = 0 WHERE id = (SELECT min(id) FROM prs WHERE reviewers > 0);
        DELETE FROM prs_reviews WHERE id = (SELECT min(id) FROM prs_reviews);
        INSERT INTO work_items (external_id, key, integration_id, tenant_id, last_updated_at)
            SELECT '990001', 'OLD-1', id, tenant_id, '2020-01-01' FROM integrations LIMIT 1;
        INSERT INTO work_items (external_id, key, integration_id, tenant_id, last_updated_at)
            SELECT '990002', 'NEW-1', id, tenant_id, now() + interval '1 day' FROM integrations LIMIT 1\
        """);
  }

  private static void heal() {
    live.execute(
        """
        DELETE FROM etl_jobs; DELETE FROM work_items WHERE external_id IN ('990001', '990002');
        UPDATE work_items w SET created = k.created, labels = k.labels, team = k.team, summary = k.summary,
            updated = k.updated, total_cycle_time_seconds = k.total_cycle_time_seconds FROM kept_items k WHERE k.id = w.id;
        UPDATE prs p SET pr_created_at = k.pr_created_at, reviewers = k.reviewers FROM kept_prs k WHERE k.id = p.id;
        INSERT INTO prs_reviews SELECT * FROM kept_reviews k WHERE NOT EXISTS (SELECT 1 FROM prs_reviews r WHERE r.id = k.id);
        DROP TABLE kept_items; DROP TABLE kept_prs; DROP TABLE kept_reviews\
        """);
  }

  /// Everything that the shadow must not touch.
  private static String liveFacts() {
    return live.text(
        """
        SELECT concat_ws(' ', (SELECT count(*) FROM raw_extraction_data), (SELECT count(*) FROM etl_job_queue),
            (SELECT count(*) FROM etl_job_event), (SELECT count(*) FROM etl_run),
            (SELECT sum(hashtextextended(w::text, 0)) FROM work_items w),
            (SELECT sum(hashtextextended(c::text, 0)) FROM changelogs c),
            (SELECT sum(hashtextextended(p::text, 0)) FROM prs p),
            (SELECT last_value FROM work_items_id_seq), (SELECT last_value FROM changelogs_id_seq))\
        """);
  }
}
