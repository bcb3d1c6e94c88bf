package dev.cutover.kit;

import dev.cutover.ui.Acts;
import dev.cutover.ui.BackupActs;
import dev.cutover.ui.Backups;
import dev.cutover.ui.Connection;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.Environment;

/// Real servers, with the cutover and the backups as a test lays them out.
public final class ScriptedConnection implements Connection {
  private final Connection real;
  private final ScriptedCutover cutover;
  private final ScriptedBackups backups;

  public ScriptedConnection(Connection real, ScriptedCutover cutover, ScriptedBackups backups) {
    this.real = real;
    this.cutover = cutover;
    this.backups = backups;
  }

  @Override
  public Environment environment() {
    return real.environment();
  }

  @Override
  public ConsolePorts ports() {
    return real.ports()
        .with(new CutoverPorts(cutover, (Backups) backups, real.ports().cutover().schema()));
  }

  @Override
  public Acts acts() {
    return real.acts().with(cutover, (BackupActs) backups);
  }

  @Override
  public void close() {
    real.close();
  }
}
