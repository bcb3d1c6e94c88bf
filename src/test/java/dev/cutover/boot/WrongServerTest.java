package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.RunRefused;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepRun;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestQpid;
import dev.cutover.secret.KnownSecrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two servers with a database of the same name: the plan of one is not carried out on the other.
class WrongServerTest {
  private final Path home = TestFolder.create("cutover-wrong-server");

  @AfterEach
  void removeTheHome() {
    TestFolder.delete(home);
  }

  @Test
  void case79_theSameNameOnAnotherServerIsRefusedBeforeAnythingIsWritten() throws Exception {
    PipelineFixture right = new PipelineFixture(TestPostgres.migratedDatabase());
    String name = right.address().database();
    OldServicePlan service =
        StepRun.service(home.resolve("a"), home.resolve("b"), home.resolve("a/.env"), "postgres");
    FrozenPlan plan;
    try (Session session = session(right)) {
      plan = new CutoverDesk(session).plan(service, Map.of());
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres") + "&password=postgres";
      PipelineFixture.foreign(url).execute("CREATE DATABASE " + name);
      PipelineFixture wrong =
          PipelineFixture.foreign(server.getJdbcUrl("postgres", name) + "&password=postgres");
      List<String> before = written(wrong, url);

      try (Session session = session(wrong)) {
        CutoverDesk desk = new CutoverDesk(session);
        assertThatThrownBy(() -> desk.begin(plan))
            .isInstanceOf(RunRefused.class)
            .hasMessageContaining("These are not the servers of the plan")
            .hasMessageContaining("system identifier");
      }

      assertThat(written(wrong, url)).isEqualTo(before);
    }
    try (Session session = session(right);
        CutoverRun run = new CutoverDesk(session).begin(plan)) {
      assertThat(run.snapshot().run()).isEqualTo(plan.plan().id());
    }
  }

  private static List<String> written(PipelineFixture database, String maintenance) {
    String all =
        "SELECT nspname || ' ' || coalesce(relname, '') FROM pg_namespace n LEFT JOIN pg_class c ON"
            + " c.relnamespace = n.oid WHERE nspname !~ '^pg_toast' ORDER BY 1";
    return List.of(
        database.strings(all).toString(),
        PipelineFixture.foreign(maintenance).strings(all).toString(),
        database.strings("SELECT datname FROM pg_database ORDER BY 1").toString());
  }

  private Session session(PipelineFixture fixture) {
    return new Session(
        new Target(Target.EMBEDDED, fixture.address().toUri(), TestQpid.start().url()),
        DyingCutover.home(home),
        new KnownSecrets(),
        Map.of());
  }
}
