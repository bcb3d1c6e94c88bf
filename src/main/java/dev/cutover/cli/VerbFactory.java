package dev.cutover.cli;

import dev.cutover.boot.OpeningWindow;
import picocli.CommandLine;

/// Makes the verbs and hands each the wish to stop and the window that may be opening.
final class VerbFactory implements CommandLine.IFactory {
  private final StopSignal stop;
  private final OpeningWindow window;

  VerbFactory(StopSignal stop, OpeningWindow window) {
    this.stop = stop;
    this.window = window;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof Verb verb) {
      verb.isGiven(stop, window);
    }
    return made;
  }
}
