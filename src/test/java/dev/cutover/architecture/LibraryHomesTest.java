package dev.cutover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One library, one home: where a library may be used, and what the inner rooms may use at all.
class LibraryHomesTest {

  @ParameterizedTest(name = "{0} only in {1}")
  @CsvSource({
    "com.rabbitmq.., broker, database, com.rabbitmq.client.Channel",
    "com.zaxxer.., database, bench, com.zaxxer.hikari.HikariDataSource",
    "org.flywaydb.., database, embedded, org.flywaydb.core.Flyway",
    "org.postgresql.., database bench, pipeline, org.postgresql.PGConnection",
    "org.sqlite.., archive, database, org.sqlite.SQLiteConnection",
    "java.sql.., database archive embedded bench, pipeline, java.sql.Connection",
    "javax.sql.., database archive embedded bench, cli, javax.sql.DataSource",
    "java.net.http.., source broker, database, java.net.http.HttpClient",
    "tools.jackson.., broker source archive database journal rawdata transform cli boot bench"
        + " report, job, tools.jackson.databind.JsonNode",
    "com.fasterxml.., nowhere, source, com.fasterxml.jackson.annotation.JsonProperty",
    "org.apache.pdfbox.., report, cutover, org.apache.pdfbox.pdmodel.PDDocument",
    "picocli.., cli, boot, picocli.CommandLine",
    "ch.qos.logback.., boot, broker, ch.qos.logback.classic.LoggerContext",
    "io.zonky.., embedded, database, io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
    "org.apache.qpid.., embedded, broker, org.apache.qpid.server.SystemLauncher",
    "javax.crypto.., secret, source, javax.crypto.Cipher",
    "javafx.., ui boot, monitor, javafx.scene.Node",
    "org.controlsfx.., ui, boot, org.controlsfx.control.StatusBar",
  })
  void aLibraryIsUsedInItsHomeAlone(String library, String homes, String elsewhere, String type) {
    Law law =
        new Law(
            noClasses()
                .that(resideInAPackage("dev.cutover..").and(not(resideInAnyPackage(rooms(homes)))))
                .should()
                .dependOnClassesThat(resideInAPackage(library)));
    law.catches(user(elsewhere, "Borrower", type)).holds();
  }

  @Test
  void processesAreStartedInToolAndEmbeddedAlone() {
    new Law(
            noClasses()
                .that(not(resideInAnyPackage(rooms("tool embedded"))))
                .should()
                .dependOnClassesThat(equivalentTo(ProcessBuilder.class))
                .orShould()
                .callMethodWhere(
                    DescribedPredicate.describe(
                        "Runtime.exec",
                        call ->
                            call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec"))))
        .catches(user("cutover", "Starter", "java.lang.ProcessBuilder"))
        .catches(
            "package dev.cutover.source; class Starter { Object run() throws Exception { return"
                + " Runtime.getRuntime().exec(new String[] {\"ls\"}); } }")
        .holds();
  }

  @Test
  void jobUsesJavaAlone() {
    inner("job").catches(user("job", "Chatty", "org.slf4j.Logger")).holds();
  }

  @Test
  void theInnerRoomsUseJavaAndSlf4jAlone() {
    for (String room : List.of("pipeline", "cutover", "check", "monitor", "profile")) {
      inner(room, "org.slf4j..")
          .catches(user(room, "Reader", "tools.jackson.databind.JsonNode"))
          .letsPass(user(room, "Chatty", "org.slf4j.Logger"))
          .holds();
    }
    inner("rawdata", "org.slf4j..", "tools.jackson..")
        .catches(user("rawdata", "Pooled", "com.zaxxer.hikari.HikariDataSource"))
        .holds();
  }

  @Test
  void transformIsPure() {
    Law law =
        new Law(
            noClasses()
                .that(resideInAPackage(Law.room("transform")))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
                        .or(equivalentTo(java.io.File.class))
                        .or(equivalentTo(Thread.class)))
                .because("it turns bytes into rows, the same way with or without a server"));
    law.catches(user("transform", "Reader", "java.nio.file.Path"))
        .catches(user("transform", "Old", "java.io.File"))
        .holds();
  }

  @Test
  void onlyTheApplicationClassOfBootKnowsJavafx() {
    new Law(
            noClasses()
                .that(resideInAPackage(Law.room("boot")).and(not(simpleNameStartsConsole())))
                .should()
                .dependOnClassesThat(resideInAPackage("javafx..")))
        .catches(user("boot", "Parts", "javafx.scene.Node"))
        .letsPass(user("boot", "ConsoleApp", "javafx.scene.Node"))
        .holds();
  }

  @Test
  void viewModelsKnowPropertiesAndNoWidgets() {
    new Law(
            noClasses()
                .that(simpleNameEndingWith("ViewModel"))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("javafx..")
                        .and(
                            not(
                                resideInAnyPackage(
                                    "javafx.beans..", "javafx.collections..", "javafx.util.."))))
                .orShould()
                .dependOnClassesThat(resideInAPackage("org.controlsfx..")))
        .catches(user("ui.queues", "QueuesViewModel", "javafx.scene.Node"))
        .letsPass(user("ui.queues", "QueuesViewModel", "javafx.beans.property.StringProperty"))
        .holds();
  }

  @Test
  void workReachesTheFxThreadThroughTheTwoDoorsInUiFx() {
    new Law(
            noClasses()
                .that(not(resideInAPackage(Law.room("ui.fx"))))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("javafx.concurrent..")
                        .or(name("javafx.application.Platform"))))
        .catches(user("ui.queues", "QueuesPage", "javafx.application.Platform"))
        .catches(user("ui.queues", "QueuesPage", "javafx.concurrent.Task"))
        .letsPass(user("ui.fx", "FxPoller", "javafx.application.Platform"))
        .holds();
  }

  private static Law inner(String room, String... libraries) {
    List<String> allowed =
        new ArrayList<>(List.of("java..", "dev.cutover..", "org.jspecify.annotations.."));
    allowed.addAll(Arrays.asList(libraries));
    return new Law(
        classes()
            .that(resideInAPackage(Law.room(room)))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))));
  }

  private static DescribedPredicate<JavaClass> simpleNameStartsConsole() {
    return DescribedPredicate.describe(
        "the application class", type -> type.getSimpleName().equals("ConsoleApp"));
  }

  private static String[] user(String room, String className, String type) {
    String user =
        "package dev.cutover." + room + "; public class " + className + " { " + type + " it; }";
    return BadClasses.exists(type)
        ? new String[] {user}
        : new String[] {user, BadClasses.standIn(type)};
  }

  private static String[] rooms(String names) {
    return Arrays.stream(names.split(" ")).map(Law::room).toArray(String[]::new);
  }
}
