package dev.cutover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// One law: it must catch a bad class before it is believed when it finds nothing in the program.
final class Law {
  static final String ROOT = "dev.cutover";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private final ArchRule rule;

  Law(ArchRule rule) {
    this.rule = rule.allowEmptyShould(true);
  }

  /// @param units the bad class first, then what it needs
  Law catches(String... units) {
    assertThat(violationsIn(BadClasses.compiled(List.of(units))))
        .as("violations of: %s%nfound in: %s", rule.getDescription(), units[0])
        .isNotEmpty();
    return this;
  }

  List<String> violationsIn(JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  /// What looks alike and is allowed.
  Law letsPass(String... units) {
    rule.check(BadClasses.compiled(List.of(units)));
    return this;
  }

  void holds() {
    rule.check(PROGRAM);
  }

  static JavaClasses program() {
    return PROGRAM;
  }

  /// A package of the program with all that are in it.
  static String room(String name) {
    return ROOT + "." + name + "..";
  }
}
