package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.job.Problem;
import java.io.Console;
import java.util.Optional;

/// Whether a person sits before standard output.
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // isTerminal() is asked as well
  static boolean isThere() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /// Asks for a password without showing what is typed.
  ///
  /// @throws Refused when nobody sits there
  static String password(String what) {
    return ask("Password of the " + what + ": ")
        .orElseThrow(
            () ->
                new Refused(
                    Exit.FAILED,
                    new Problem(
                        "secret.needed",
                        "The password of the "
                            + what
                            + " is not stored, and there is no terminal to ask on. No server was"
                            + " contacted.",
                        "Name a variable with --db-password-env or --broker-password-env, or store"
                            + " it with `cutover profile add`.")));
  }

  /// The same where nothing is an answer too: empty when nobody sits there or nothing was typed.
  @SuppressWarnings("SystemConsoleNull") // isTerminal() is asked as well
  static Optional<String> ask(String prompt) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s", prompt);
    return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
  }
}
