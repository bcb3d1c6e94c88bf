package dev.cutover.cutover.backup;

import dev.cutover.cutover.CutoverPlan;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's own programs for dump and restore, as child processes. Each call ends with
/// [dev.cutover.cutover.StepFailure] when the program failed, with what it said, and with
/// [InterruptedException] when it was cancelled; the child is gone then.
public interface DumpTools {

  /// The programs that fit a server of this major version.
  ///
  /// @throws dev.cutover.cutover.StepFailure none is installed, or only older ones: says which
  ///   package to install
  List<CutoverPlan.Tool> require(int major);

  /// How a program is called and watched.
  ///
  /// @param application under which the server sees it
  /// @param said each line of its standard error while it runs
  record Call(
      Place place,
      int major,
      String application,
      Consumer<String> said,
      BooleanSupplier cancelled) {}

  /// The whole database in the custom format.
  ///
  /// @param snapshot null for the state of now
  void archive(Call call, @Nullable String snapshot, OutputStream to) throws InterruptedException;

  /// Definitions only, as text.
  ///
  /// @param snapshot null for the state of now
  void structure(Call call, @Nullable String snapshot, boolean owners, OutputStream to)
      throws InterruptedException;

  /// Roles without passwords, and tablespaces.
  void globals(Call call, OutputStream to) throws InterruptedException;

  /// How an archive is restored.
  ///
  /// @param jobs tables at once
  /// @param owners false leaves owners and rights out, for a server or an account without them
  /// @param lasting false for a copy that is dropped after it was compared: then its commits need
  ///   not reach the disk
  record Restoring(int jobs, boolean owners, boolean lasting) {}

  /// Into an empty database; ends at the first error.
  void restore(Call call, Path archive, Restoring how) throws InterruptedException;
}
