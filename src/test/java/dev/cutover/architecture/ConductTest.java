package dev.cutover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What no class does, wherever it lives.
class ConductTest {
  private static final String MAIN = "dev.cutover.Main";

  @Test
  void onlyMainEndsTheProgram() {
    Law law =
        new Law(
            noClasses()
                .that(areNot(MAIN).and(areNot("StopSignal")))
                .should()
                .accessTargetWhere(
                    call("end the program", Set.of(System.class, Runtime.class), "exit", "halt")));
    law.catches("package dev.cutover.cli; class Quitter { void stop() { System.exit(1); } }")
        .catches(
            "package dev.cutover.boot; class Killer { void stop() { Runtime.getRuntime().halt(1); }"
                + " }")
        .letsPass("package dev.cutover; class Main { void stop() { System.exit(1); } }")
        .holds();
  }

  @Test
  void noStackTraceIsPrinted() {
    new Law(
            noClasses()
                .should()
                .accessTargetWhere(
                    describe(
                        "print a stack trace", call -> call.getName().equals("printStackTrace"))))
        .catches(
            "package dev.cutover.broker; class Dumper { void dump(Exception e) {"
                + " e.printStackTrace(); } }")
        .holds();
  }

  @Test
  void onlyTheProgramsFaceWritesToTheConsole() {
    new Law(
            noClasses()
                .that(
                    areNot(MAIN)
                        .and(not(resideInAnyPackage("dev.cutover.cli..", "dev.cutover.boot.."))))
                .should()
                .accessFieldWhere(
                    describe(
                        "System.out or System.err",
                        access ->
                            access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(access.getName()))))
        .catches(
            "package dev.cutover.source; class Teller { void tell() { System.out.println(); } }")
        .holds();
  }

  @Test
  void timeComesInThroughTheConstructor() {
    Law law =
        new Law(
            noClasses()
                .that(not(resideInAnyPackage("dev.cutover.boot..")).and(areNot("SystemClock")))
                .should()
                .accessTargetWhere(
                    describe("read the clock of the machine", ConductTest::readsTheClock)));
    for (String reading :
        List.of(
            "java.time.Instant.now()",
            "java.time.LocalDateTime.now()",
            "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.Clock.systemUTC()",
            "java.time.InstantSource.system()",
            "System.currentTimeMillis()")) {
      law.catches(
          "package dev.cutover.pipeline; class Watch { Object time() { return "
              + reading
              + "; } }");
    }
    law.catches(
            "package dev.cutover.pipeline; class Watch { Object t() { return new java.util.Date();"
                + " } }")
        .catches(
            "package dev.cutover.pipeline; class Watch { java.util.function.Supplier<?> t() {"
                + " return java.time.Instant::now; } }")
        .letsPass(
            "package dev.cutover.pipeline; class Watch { java.time.InstantSource source;"
                + " Object time() { return source.instant(); } Object local() { return"
                + " java.time.LocalDate.now((java.time.Clock) source); } }")
        .letsPass(
            "package dev.cutover.bench; class Stopwatch { long time() { return System.nanoTime(); }"
                + " }")
        .holds();
  }

  @Test
  void namesSayWhatAThingIs() {
    new Law(
            noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Manager|Helper|Helpers|Impl)(\\$.*)?")
                .because("such a name says that the thing has no name yet"))
        .catches("package dev.cutover.broker; class ConnectionManager {}")
        .catches("package dev.cutover.broker; class Outer { class JobImpl {} }")
        .catches("package dev.cutover.broker; class StringUtils {}")
        .letsPass("package dev.cutover.broker; class Implication {}")
        .holds();
  }

  @Test
  void noStateIsStatic() {
    new Law(
            noFields()
                .that(describe("written by people", ConductTest::isWritten))
                .and()
                .areStatic()
                .should()
                .notBeFinal())
        .catches("package dev.cutover.monitor; class Shared { static int count; }")
        .letsPass(
            "package dev.cutover.monitor; class Fixed { static final int COUNT = 1; int"
                + " of(Thread.State s) { return switch (s) { case NEW -> 1; default -> 2; }; } }")
        .holds();
  }

  @Test
  void noConnectionTrustsEveryServer() {
    Law law =
        new Law(
            noClasses()
                .should()
                .accessTargetWhere(
                    describe("TLS without a look at the certificate", ConductTest::trustsAnybody))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*TrustEverythingTrustManager|.*NoopHostnameVerifier"));
    law.catches(tls("useSslProtocol()"))
        .catches(tls("useSslProtocol(\"TLSv1.3\")"))
        .catches(
            "package dev.cutover.broker; class Own extends TrustEverythingTrustManager {}",
            "package dev.cutover.broker; class TrustEverythingTrustManager {}")
        .catches(
            "package dev.cutover.broker; class Own { void go(Factory f) {"
                + " f.useTlsWithNoVerification(); } }",
            "package dev.cutover.broker; class Factory { void useTlsWithNoVerification() {} }")
        .letsPass(tls("useSslProtocol(javax.net.ssl.SSLContext.getDefault())"))
        .holds();
  }

  @Test
  void everyPackageIsNullMarked() {
    new Law(classes().should(liveInANullMarkedPackage()))
        .catches("package dev.cutover.unmarked; class Careless {}")
        .holds();
  }

  @Test
  void controllersAndViewModelsArePublicAndFinal() {
    for (String kind : List.of("Controller", "ViewModel")) {
      Law law =
          new Law(
              classes()
                  .that()
                  .resideInAPackage("dev.cutover.ui..")
                  .and()
                  .haveSimpleNameEndingWith(kind)
                  .should()
                  .bePublic()
                  .andShould()
                  .haveModifier(JavaModifier.FINAL)
                  .because("FXML silently binds to nothing when they are not public"));
      law.catches("package dev.cutover.ui.queues; final class Queues" + kind + " {}")
          .catches("package dev.cutover.ui.queues; public class Queues" + kind + " {}")
          .letsPass("package dev.cutover.ui.queues; public final class Queues" + kind + " {}")
          .holds();
    }
  }

  @Test
  void recordsHaveNoGetters() {
    new Law(
            noMethods()
                .that()
                .areDeclaredInClassesThat(describe("records", JavaClass::isRecord))
                .should()
                .haveNameMatching("get[A-Z].*"))
        .catches(
            "package dev.cutover.job; record Bean(int value) { int getValue() { return value; } }")
        .holds();
  }

  private static DescribedPredicate<JavaClass> areNot(String name) {
    return describe(
        "not " + name, type -> !type.getName().equals(name) && !type.getSimpleName().equals(name));
  }

  private static DescribedPredicate<JavaAccess<?>> call(
      String what, Set<Class<?>> owners, String... names) {
    return describe(
        what,
        call ->
            owners.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)
                && Set.of(names).contains(call.getName()));
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.Date" -> name.equals("<init>") && isGivenNothing(access);
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      default ->
          owner.startsWith("java.time.")
              && name.equals("now")
              && !isGiven(access, "java.time.Clock");
    };
  }

  private static boolean isGiven(JavaAccess<?> access, String parameter) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals(parameter));
  }

  private static boolean isGivenNothing(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().isEmpty();
  }

  private static boolean trustsAnybody(JavaAccess<?> call) {
    return switch (call.getName()) {
      case "useTlsWithNoVerification" -> true;
      case "useSslProtocol" -> !isGiven(call, "javax.net.ssl.SSLContext");
      default -> false;
    };
  }

  private static String tls(String call) {
    return "package dev.cutover.broker; class Gullible { void"
        + " tls(com.rabbitmq.client.ConnectionFactory factory) throws Exception { factory."
        + call
        + "; } }";
  }

  private static boolean isWritten(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.SYNTHETIC) && !field.getName().contains("$");
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " has no @NullMarked package-info.java"));
        }
      }
    };
  }
}
