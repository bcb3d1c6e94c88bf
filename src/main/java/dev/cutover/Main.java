package dev.cutover;

import dev.cutover.cli.CutoverCommand;

/// Where the program begins.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CutoverCommand.execute(arguments));
  }
}
