package dev.cutover.cli;

import dev.cutover.boot.ConsoleApp;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root: `cutover VERB ..`.
@Command(
    name = "cutover",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Moves a platform from its monolithic ETL service to a queue-based pipeline.",
    subcommands = {
      UiCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      ProfileCommand.class,
      DbCommand.class,
      TopologyCommand.class,
      IntegrationCommand.class,
      MappingCommand.class,
      PipelineCommand.class,
      WorkersCommand.class,
      JobsCommand.class,
      RawCommand.class,
      QueuesCommand.class,
      ReconcileCommand.class,
      BackupCommand.class,
      BenchCommand.class,
      SampleServiceCommand.class,
      WindowStartCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage",
      "3:a check failed",
      "4:waits for a decision (--approve)",
      "5:refused (read-only, held by another, wrong server)",
      "130:cancelled"
    })
public final class CutoverCommand extends WindowVerb {
  /// What is known to open a window before the arguments are understood.
  private static final Set<String> WINDOWS = Set.of("ui", WindowStartCommand.NAME);

  /// Runs the command line.
  ///
  /// @return the exit status
  public static int execute(String... arguments) {
    if (arguments.length == 0 || WINDOWS.contains(arguments[0])) {
      ConsoleApp.begin(System.getenv());
    }
    StopSignal stop = StopSignal.install();
    int status = Exit.FAILED;
    try {
      CommandLine commands = new CommandLine(CutoverCommand.class, new VerbFactory(stop));
      commands.setExecutionExceptionHandler(new Failures());
      commands.setCaseInsensitiveEnumValuesAllowed(true);
      if (System.getenv("NO_COLOR") != null || !Terminal.isThere()) {
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
      }
      status = commands.execute(arguments);
      return status;
    } finally {
      stop.ended(status);
    }
  }
}
