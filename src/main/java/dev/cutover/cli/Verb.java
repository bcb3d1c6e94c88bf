package dev.cutover.cli;

import dev.cutover.boot.Home;
import dev.cutover.boot.Logs;
import dev.cutover.boot.OpeningWindow;
import dev.cutover.boot.Profiles;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import dev.cutover.job.Problem;
import dev.cutover.secret.KnownSecrets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A verb: opens the session it needs, does its work, returns the exit status. Failures go up and
/// become one clear message each in [Failures].
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
  @Mixin Options options = new Options();

  private @Nullable StopSignal stop;
  private @Nullable OpeningWindow window;

  /// Handed over when the verb is made.
  void isGiven(StopSignal signal, OpeningWindow opening) {
    stop = signal;
    window = opening;
  }

  /// The window, which may be opening already.
  OpeningWindow window() {
    return Objects.requireNonNull(window, "the verb was not made by CutoverCommand");
  }

  /// The wish of the user to stop.
  StopSignal stop() {
    return Objects.requireNonNull(stop, "the verb was not made by CutoverCommand");
  }

  abstract int run(Session session, Printer out) throws Exception;

  /// The servers that the verb is about; contacts none of them.
  Target target(Profiles profiles) {
    return options.target(profiles, Terminal::password);
  }

  @Override
  public Integer call() throws Exception {
    Home home = Home.ofThisProcess();
    KnownSecrets known = new KnownSecrets();
    Logs.start(home, options.verbose, known);
    Target target = target(new Profiles(home, known, System.getenv()));
    try (Session session = new Session(target, home, known, System.getenv())) {
      return run(session, new Printer(System.out, System.err, options.json, options.quiet));
    }
  }

  /// For verbs that change something.
  void mustBeWritable() {
    if (options.readOnly) {
      throw new Refused(
          Exit.REFUSED,
          new Problem(
              "refused.read_only",
              "This would change something, and --read-only is set. Nothing was changed.",
              "Leave --read-only out to carry it out."));
    }
  }
}
