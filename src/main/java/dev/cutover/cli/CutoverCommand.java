package dev.cutover.cli;

import dev.cutover.boot.OpeningWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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
      ShadowCommand.class,
      ValidateCommand.class,
      BackupCommand.class,
      BenchCommand.class,
      PlanCommand.class,
      PreflightCommand.class,
      RunCommand.class,
      StatusCommand.class,
      ResumeCommand.class,
      RollbackCommand.class,
      ReportCommand.class,
      SampleServiceCommand.class,
      WindowStartCommand.class,
      TrainStartCommand.class
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
  private static final Map<String, Class<? extends Verb>> WINDOWS =
      Map.of("ui", UiCommand.class, WindowStartCommand.NAME, WindowStartCommand.class);

  private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version");

  /// Runs the command line.
  ///
  /// @return the exit status
  public static int execute(String... arguments) {
    OpeningWindow window = new OpeningWindow();
    boolean windowOnly = opensAWindow(arguments);
    if (windowOnly) {
      window.begin(System.getenv());
    }
    StopSignal stop = StopSignal.install();
    int status = Exit.FAILED;
    try {
      Verb plain = plain(arguments);
      if (plain != null) {
        plain.isGiven(stop, window);
        status = call(plain);
        return status;
      }
      VerbFactory verbs = new VerbFactory(stop, window);
      CommandLine commands =
          windowOnly
              ? new CommandLine(WINDOWS.get(verb(arguments)), verbs)
                  .setCommandName("cutover " + verb(arguments))
              : new CommandLine(CutoverCommand.class, verbs);
      commands.setExecutionExceptionHandler(new Failures());
      commands.setExecutionStrategy(CutoverCommand::runLast);
      commands.setCaseInsensitiveEnumValuesAllowed(true);
      if (System.getenv("NO_COLOR") != null || !Terminal.isThere()) {
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
      }
      status = commands.execute(windowOnly ? after(arguments) : arguments);
      return status;
    } finally {
      stop.ended(status);
    }
  }

  /// Runs the verb. An option before it would be the window's, and be lost: `cutover --db X db
  /// migrate` must not migrate another database, nor `--read-only` protect nothing.
  private static int runLast(ParseResult parsed) {
    for (ParseResult at = parsed; at.hasSubcommand(); at = at.subcommand()) {
      List<CommandLine.Model.OptionSpec> lost =
          at.matchedOptions().stream().filter(each -> !each.usageHelp()).toList();
      if (!lost.isEmpty() && !at.isUsageHelpRequested()) {
        throw new ParameterException(
            at.subcommand().commandSpec().commandLine(),
            "Options stand behind the verb: move "
                + lost.stream().map(each -> each.longestName()).collect(Collectors.joining(", "))
                + " behind it. Nothing was done.");
      }
    }
    return new RunLast().execute(parsed);
  }

  /// A window that is asked for without a single option needs nobody who reads options: that takes
  /// a part of the time in which the window could be there.
  private static @Nullable Verb plain(String... arguments) {
    boolean options = Arrays.stream(arguments).anyMatch(word -> word.startsWith("-"));
    if (verb(arguments).equals("ui") && arguments.length <= 1) {
      return new UiCommand();
    }
    if (verb(arguments).equals(WindowStartCommand.NAME) && arguments.length == 2 && !options) {
      return new WindowStartCommand(arguments[1]);
    }
    return null;
  }

  private static int call(Verb verb) {
    try {
      return verb.call();
    } catch (Exception failure) {
      return Failures.tell(failure, false);
    }
  }

  /// Whether the first word alone says that a window is wanted. Its verb is then read without the
  /// others, which take longer to describe than the window takes to appear.
  private static boolean opensAWindow(String... arguments) {
    return WINDOWS.containsKey(verb(arguments))
        && Arrays.stream(arguments).noneMatch(QUESTIONS::contains);
  }

  private static String verb(String... arguments) {
    return arguments.length == 0 ? "ui" : arguments[0];
  }

  private static String[] after(String... arguments) {
    return arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
  }
}
