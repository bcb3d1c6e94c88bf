package dev.cutover.cli;

import dev.cutover.boot.ConsoleApp;
import dev.cutover.boot.Session;

/// Opens the window: with the verb `ui` and without any.
abstract class WindowVerb extends Verb {

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    new ConsoleApp(session, options.readOnly).run(System.getenv());
    return Exit.DONE;
  }
}
