package dev.cutover.cli;

import picocli.CommandLine;

/// Makes the verbs and hands each the wish to stop.
final class VerbFactory implements CommandLine.IFactory {
  private final StopSignal stop;

  VerbFactory(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof Verb verb) {
      verb.stopsWith(stop);
    }
    return made;
  }
}
