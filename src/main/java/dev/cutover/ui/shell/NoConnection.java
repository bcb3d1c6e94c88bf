package dev.cutover.ui.shell;

import dev.cutover.profile.Colour;
import dev.cutover.profile.Profile;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.Environment;

/// Stands where a window has servers: a snapshot has none, and nothing can be changed in it.
final class NoConnection implements Connection {
  private final SnapshotFacts facts;

  NoConnection(SnapshotFacts facts) {
    this.facts = facts;
  }

  @Override
  public Environment environment() {
    return new Environment(
        String.valueOf(facts.file().getFileName()),
        Environment.Kind.EMBEDDED,
        Colour.usualFor(Profile.Kind.EMBEDDED),
        facts.provenance().origin(),
        "");
  }

  @Override
  public ConsolePorts ports() {
    throw new IllegalStateException("a snapshot has no servers");
  }

  @Override
  public Acts acts() {
    throw new IllegalStateException("nothing can be changed in a snapshot");
  }

  @Override
  public void close() {}
}
