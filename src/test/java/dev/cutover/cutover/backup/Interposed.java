package dev.cutover.cutover.backup;

import dev.cutover.cutover.CutoverPlan;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real programs, with one call changed by a test.
class Interposed implements DumpTools {
  private final DumpTools real;

  Interposed(DumpTools real) {
    this.real = real;
  }

  @Override
  public List<CutoverPlan.Tool> require(int major) {
    return real.require(major);
  }

  @Override
  public void archive(Call call, @Nullable String snapshot, OutputStream to)
      throws InterruptedException {
    real.archive(call, snapshot, to);
  }

  @Override
  public void structure(Call call, @Nullable String snapshot, boolean owners, OutputStream to)
      throws InterruptedException {
    real.structure(call, snapshot, owners, to);
  }

  @Override
  public void globals(Call call, OutputStream to) throws InterruptedException {
    real.globals(call, to);
  }

  @Override
  public void restore(Call call, Path archive, Restoring how) throws InterruptedException {
    real.restore(call, archive, how);
  }
}
