package dev.cutover.cli;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.DecisionNeeded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a person decides ahead of the question.
final class DecisionOptions {
  private static final String ALL = "all";

  @Option(
      names = "--accept",
      paramLabel = "CHECK",
      description =
          "accepts the warning of this name; 'all' accepts every one; 'go' ends the soak. Needs"
              + " --because")
  private List<String> accepted = new ArrayList<>();

  @Option(names = "--because", paramLabel = "TEXT", description = "the reason; it is recorded")
  private @Nullable String reason;

  @Option(
      names = "--confirm",
      paramLabel = "DATABASE",
      description = "the name of the database, where there is no way back")
  private @Nullable String typed;

  @Option(
      names = "--treat-as",
      paramLabel = "done|undone",
      description = "what an effect is taken for that cannot be seen. Needs --because")
  private @Nullable String treated;

  /// Decided by the program, not by options.
  static DecisionOptions of(List<String> accepted, String reason, String typed) {
    DecisionOptions decided = new DecisionOptions();
    decided.accepted = accepted;
    decided.reason = reason;
    decided.typed = typed;
    return decided;
  }

  String reason(String otherwise) {
    return reason == null || reason.isBlank() ? otherwise : reason;
  }

  @Nullable String typed() {
    return typed;
  }

  void mustBeWhole() {
    boolean decides = !accepted.isEmpty() || treated != null;
    if (decides && (reason == null || reason.isBlank())) {
      throw new IllegalArgumentException(
          "--accept and --treat-as need --because TEXT: the reason is recorded. Nothing was done.");
    }
    if (treated != null && !treated.equals("done") && !treated.equals("undone")) {
      throw new IllegalArgumentException("--treat-as is done or undone. Nothing was done.");
    }
  }

  /// Gives the answer that was given ahead.
  ///
  /// @return whether there was one for all that is asked
  boolean answer(CutoverRun run, DecisionNeeded decision) {
    return switch (decision.kind()) {
      case ACCEPT_BEFORE, ACCEPT_AFTER -> {
        boolean all = decision.findings().stream().map(Finding::check).allMatch(this::accepts);
        if (all) {
          decision
              .findings()
              .forEach(each -> run.accept(decision, each.check(), reason("not given")));
        }
        yield all;
      }
      case CONFIRM -> {
        if (typed != null) {
          run.confirm(decision, typed);
        }
        yield typed != null;
      }
      case UNKNOWN -> {
        String once = treated;
        treated = null;
        if (once != null) {
          run.treat(decision, once.equals("done"), reason("not given"));
        }
        yield once != null;
      }
    };
  }

  /// The end of the soak is never among "all": it is said by its name.
  private boolean accepts(String check) {
    return accepted.contains(check) || (accepted.contains(ALL) && !check.equals("go"));
  }
}
