package dev.cutover.kit;

import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.Environment;

/// Real servers, with the backups as a test lays them out.
public final class ScriptedConnection implements Connection {
  private final Connection real;
  private final ScriptedBackups backups;

  public ScriptedConnection(Connection real, ScriptedBackups backups) {
    this.real = real;
    this.backups = backups;
  }

  @Override
  public Environment environment() {
    return real.environment();
  }

  @Override
  public ConsolePorts ports() {
    return real.ports().with(new CutoverPorts(backups));
  }

  @Override
  public Acts acts() {
    return real.acts().with(backups);
  }

  @Override
  public void close() {
    real.close();
  }
}
