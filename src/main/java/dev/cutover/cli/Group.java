package dev.cutover.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A verb that only has verbs below it.
abstract class Group implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec),
        "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
