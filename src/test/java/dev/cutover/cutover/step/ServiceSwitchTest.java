package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.ServiceFiles;
import dev.cutover.cutover.StepFact;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.database.PgWriteFreeze;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import dev.cutover.tool.ServiceFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The old service's part of S10, on real folders and a real PostgreSQL.
class ServiceSwitchTest {
  private static final String SECRET = "broker-canary-4711";
  private static final Map<String, String> WANTED =
      Map.of("RABBITMQ_URL", "amqp://etl:" + SECRET + "@mq:5672/", "ETL_QUEUE_ENABLED", "true");

  private OldSite site;
  private StepDrill run;

  @BeforeEach
  void aServiceThatIsStoppedAndFenced() throws Exception {
    site = new OldSite(new PipelineFixture(), false);
    run = new StepDrill(site.cutover(Map.of()));
    new PgWriteFreeze(site.database()).raise(run.run(), site.role.name(), run.actor());
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    site.close();
  }

  @Test
  void foldersSettingsAndStartAreSwitchedAndGivenBackToTheByte() throws Exception {
    Map<String, String> before = tree();

    run.drill(part());

    Map<String, String> after = tree();
    after.keySet().removeIf(name -> name.startsWith("etl-service-backup-"));
    assertThat(after).isEqualTo(before);
    assertThat(run.told()).doesNotContain(SECRET, site.role.password());
  }

  @Test
  void theNewServiceFindsTheBrokerInItsSettingsAndTheOldOneKeepsItsOwn() throws Exception {
    byte[] old = Files.readAllBytes(site.plan().envFile());

    run.carryOut(part());

    assertThat(Files.readString(site.folder().resolve("VERSION"))).contains("workers");
    assertThat(Files.readString(site.plan().oldFolder().resolve("VERSION"))).contains("monolith");
    assertThat(Files.readAllBytes(site.plan().oldFolder().resolve(".env"))).isEqualTo(old);
    assertThat(Files.readString(site.plan().envFile()))
        .contains(
            "ETL_QUEUE_ENABLED=true", "RABBITMQ_URL=amqp://etl:" + SECRET, "APP_NAME=\"Pulse");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.plan().envFile())))
        .isEqualTo("rw-r-----");
    assertThat(site.manager().startsByItself()).isFalse();
    assertThat(new PgWriteFreeze(site.database()).fence().orElseThrow().closed().name())
        .isEqualTo("TO_ROLE");
  }

  @Test
  void aReplacementWithoutSettingsStartsFromTheOldOnesAndLosesThemAgain() throws Exception {
    Files.delete(site.plan().replacement().resolve(".env"));

    run.carryOut(part());

    assertThat(Files.readString(site.plan().envFile()))
        .contains("POSTGRES_PASSWORD=" + site.role.password(), "ETL_QUEUE_ENABLED=true");
    run.undo(part());
    assertThat(site.plan().replacement().resolve(".env")).doesNotExist();
  }

  @Test
  void betweenTheTwoRenamesItIsFinishedOrGoneBackFrom() throws Exception {
    OldServicePlan plan = site.plan();
    Effect folders = effect("folders");
    Files.move(plan.folder(), plan.oldFolder());

    assertThat(folders.inspect(run).state()).isEqualTo(StepFact.State.PARTIAL);
    folders.undo(run);
    assertThat(folders.inspect(run).state()).isEqualTo(StepFact.State.NOT_DONE);

    Files.move(plan.folder(), plan.oldFolder());
    folders.apply(run);
    assertThat(folders.inspect(run).state()).isEqualTo(StepFact.State.DONE);

    Files.move(plan.folder(), plan.replacement());
    assertThat(folders.inspect(run).state()).isEqualTo(StepFact.State.PARTIAL);
    folders.undo(run);
    assertThat(folders.inspect(run).state()).isEqualTo(StepFact.State.NOT_DONE);
  }

  @Test
  void whatIsLeftOfAnEarlierSwitchStopsThisOne() throws Exception {
    Files.createDirectory(site.plan().oldFolder());

    assertThat(part().check(run))
        .anyMatch(
            each ->
                each.severity() == Finding.Severity.FAIL
                    && each.found().contains("etl-service-old is there"));
    assertThat(effect("folders").inspect(run).state()).isEqualTo(StepFact.State.UNKNOWN);
  }

  @Test
  void aCrashBetweenKeepingAndEditingTheSettingsIsRecognised() throws Exception {
    Effect settings = effect("settings");
    byte[] before = Files.readAllBytes(site.plan().envFile());
    Path kept = site.folder().resolve(".env.before-" + run.run());
    Files.write(kept, before);

    assertThat(settings.inspect(run).state()).isEqualTo(StepFact.State.PARTIAL);
    run.apply(part(), settings);
    run.apply(part(), settings);
    assertThat(settings.inspect(run).state()).isEqualTo(StepFact.State.DONE);
    settings.undo(run);

    assertThat(Files.readAllBytes(site.plan().envFile())).isEqualTo(before);
    assertThat(kept).doesNotExist();
  }

  @Test
  void aCopyThatWasChangedIsNamed() throws Exception {
    run.carryOut(part());
    ServiceFiles.Copy copy = files().copied(run.run()).orElseThrow();
    assertThat(files().damage(copy)).isEmpty();

    Files.writeString(copy.folder().resolve("VERSION"), "another");

    assertThat(files().damage(copy)).hasSize(1).first().asString().contains("VERSION");
    assertThat(part().verify(run)).anyMatch(each -> each.severity() == Finding.Severity.FAIL);
  }

  private ServiceSwitch part() {
    return new ServiceSwitch(
        site.manager(),
        files(),
        new PgWriteFreeze(site.database()),
        new PgRoleSessions(site.database()));
  }

  private ServiceFolders files() {
    return new ServiceFolders(site.plan(), WANTED);
  }

  private Effect effect(String name) {
    return part().effects(run).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Every file with its rights and bytes.
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(site.services)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        List<Byte> bytes = Files.isRegularFile(file) ? bytes(file) : List.of();
        tree.put(
            site.services.relativize(file).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + bytes);
      }
    }
    return tree;
  }

  private static List<Byte> bytes(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return Arrays.asList(text.chars().mapToObj(c -> (byte) c).toArray(Byte[]::new));
  }
}
