package dev.cutover.cli;

import dev.cutover.boot.ConsoleApp;
import dev.cutover.boot.Profiles;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;

/// Opens the window: with the verb `ui` and without any.
abstract class WindowVerb extends Verb {

  /// A window asks for passwords in itself, not on the terminal it was started from.
  @Override
  Target target(Profiles profiles) {
    return options.target(profiles, Profiles.IN_THE_WINDOW);
  }

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    new ConsoleApp(session, options.readOnly, window()).run(System.getenv());
    return Exit.DONE;
  }
}
