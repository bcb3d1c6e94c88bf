package dev.cutover.boot;

import dev.cutover.check.Finding;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RunControl;
import dev.cutover.ui.CutoverActs;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.CutoverWatch;
import java.nio.file.Path;
import java.util.List;

/// The window's cutover.
final class WindowCutover implements CutoverWatch, CutoverActs, AutoCloseable {
  private final Session session;

  WindowCutover(Session session) {
    this.session = session;
  }

  @Override
  public CutoverPicture look(String run) {
    return CutoverPicture.NONE;
  }

  @Override
  public PlanDraft draft() {
    throw new UnsupportedOperationException(session.toString());
  }

  @Override
  public FrozenPlan plan(PlanDraft draft) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Finding> preflight(FrozenPlan plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void save(FrozenPlan plan, Path file) {}

  @Override
  public RollbackForecast forecast(String run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path report(String run, Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void begin(FrozenPlan plan) {}

  @Override
  public void open(String run, boolean takeOver) {}

  @Override
  public RunControl control() {
    throw new IllegalStateException("no run is held");
  }

  @Override
  public void close() {}
}
