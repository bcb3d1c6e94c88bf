package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.MigrationStatus;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The sandbox of the demo, over a real PostgreSQL.
class SandboxTest {

  @Test
  void aSandboxIsAPlatformBeforeItsCutoverWithAServiceThatWrites() throws Exception {
    Path home = TestFolder.create("cutover-sandbox");
    PipelineFixture server = PipelineFixture.foreign(TestPostgres.emptyDatabase());
    Target target = new Target(Target.EMBEDDED, server.address().toUri(), "amqp://nowhere");
    try (Session session =
            new Session(
                target,
                Home.of(Map.of("CUTOVER_HOME", home.toString()), "Linux", "/"),
                new KnownSecrets(),
                Map.of());
        Sandbox sandbox =
            Sandbox.lay(session, Sandbox.free(home), Files.createDirectory(home.resolve("r")))) {
      try {
        sandbox.start();

        MigrationStatus status = sandbox.session().migrations().status();
        assertThat(status.blockers()).isEmpty();
        assertThat(status.recognition()).isEqualTo(MigrationStatus.Recognition.PLATFORM);
        assertThat(status.pending()).isNotEmpty();
        assertThat(sandbox.rowsWritten()).isPositive();
        assertThat(sandbox.service().role()).startsWith("pulse_demo").endsWith("_etl");
        assertThat(Sandbox.free(home)).isEqualTo(home.resolve("demo-2"));
      } finally {
        sandbox.stop();
      }
    } finally {
      TestFolder.delete(home);
    }
  }
}
