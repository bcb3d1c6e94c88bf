package dev.cutover.cutover;

import dev.cutover.check.Examined;
import dev.cutover.check.Thresholds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group of checks after the switch. Changes nothing that anybody works with.
public interface Validation {

  /// Such as `database`.
  String area();

  List<Examined> examine(Scope scope) throws InterruptedException;

  /// @param since what happened after this moment is looked at; that of the switch
  /// @param backup folder of the backup before the switch, null when none is known
  record Scope(Thresholds thresholds, Instant since, @Nullable Path backup) {}
}
