package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.archive.ManifestJson;
import dev.cutover.check.Examined;
import dev.cutover.check.Thresholds;
import dev.cutover.check.Verdict;
import dev.cutover.cutover.Validation;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.ManifestFiles;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.cutover.backup.RestoreNeeds;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.cutover.step.ManifestComparison;
import dev.cutover.kit.PipelineFixture;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManifestComparisonTest {
  private PipelineFixture fixture;
  private List<TableDigest> tables;

  @BeforeEach
  void aBackupOfTheDatabase() throws Exception {
    fixture = new PipelineFixture();
    fixture.execute(
        "INSERT INTO work_items (external_id, tenant_id, integration_id) SELECT '7', tenant_id, id"
            + " FROM integrations");
    PgBackupServer server = new PgBackupServer(fixture.address());
    try (Snapshot snapshot = server.snapshot(server.database(), "test", 1, () -> false)) {
      tables = new ArrayList<>();
      for (TableFacts each : snapshot.tables()) {
        tables.add(snapshot.digest(each, _ -> {}).bare());
      }
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatIsAsItWasPassesAlsoWhileThePipelineAddsRows() throws Exception {
    fixture.execute(
        "INSERT INTO work_items (external_id, tenant_id, integration_id) SELECT '8', tenant_id, id"
            + " FROM integrations");
    assertThat(examine(Path.of("x"))).allMatch(each -> each.verdict() == Verdict.PASS);
  }

  @Test
  void aRowThatIsGoneFailsAndSoDoesATableThatIsGone() throws Exception {
    fixture.execute("DELETE FROM work_items");
    assertThat(item("I1").found()).contains("public.work_items: 1 before, 0 now");
    assertThat(item("I1").verdict()).isEqualTo(Verdict.FAIL);
    fixture.execute("DROP TABLE vectorization_queue");
    assertThat(item("I1").found()).contains("public.vectorization_queue: 0 before, gone now");
  }

  @Test
  void aChangedByteOfATableThatNobodyWritesFails() throws Exception {
    fixture.execute("UPDATE tenants SET website = 'x'");
    assertThat(item("I1b").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(item("I1b").found()).contains("public.tenants");
    assertThat(item("I1").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void withoutABackupItDoesNotApplyAndADamagedOneFails() throws Exception {
    assertThat(examine(null)).allMatch(each -> each.verdict() == Verdict.NOT_APPLICABLE);
    assertThat(
            new ManifestComparison(new PgBackupServer(fixture.address()), new ManifestJson())
                .examine(scope(Path.of("/nowhere"))))
        .allMatch(each -> each.verdict() == Verdict.FAIL);
  }

  private Examined item(String id) throws Exception {
    return examine(Path.of("x")).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<Examined> examine(@Nullable Path folder) throws Exception {
    ManifestFiles files =
        (ManifestFiles)
            Proxy.newProxyInstance(
                ManifestFiles.class.getClassLoader(),
                new Class<?>[] {ManifestFiles.class},
                (_, _, _) -> manifest());
    return new ManifestComparison(new PgBackupServer(fixture.address()), files)
        .examine(scope(folder));
  }

  private static Validation.Scope scope(@Nullable Path folder) {
    return new Validation.Scope(new Thresholds(Map.of()), Instant.EPOCH, folder);
  }

  private Manifest manifest() {
    Manifest.@Nullable Source source = null;
    @Nullable RestoreNeeds needs = null;
    @Nullable Proof proof = null;
    return new Manifest(
        1,
        "r1",
        Instant.EPOCH,
        Instant.EPOCH,
        source,
        "0/0",
        List.of(),
        List.of(),
        tables,
        List.of(),
        List.of(),
        needs,
        null,
        0,
        List.of(),
        Map.of(),
        proof);
  }
}
