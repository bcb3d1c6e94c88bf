package dev.cutover.cli;

import java.io.Console;
import java.util.Optional;

/// Whether a person sits before standard output.
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // isTerminal() is asked as well
  static boolean isThere() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
