package dev.cutover.cutover;

import java.nio.file.Path;
import java.util.List;

/// The old service as something that is started, stopped and replaced: by a systemd unit, a script
/// or plain commands. Commands are lists of words; none goes through a shell.
///
/// @param name such as `etl-service`
/// @param folder where it lies; swapped against `replacement` at the switch
/// @param replacement the new service's folder, put in its place
/// @param envFile edited in place at the switch
/// @param start returns when the service is asked to run
/// @param stop asks it to end gracefully
/// @param status exit status 0 while it runs, 3 when it does not (as systemctl is-active)
/// @param enable lets it start by itself when its host starts; empty when it never does
/// @param disable keeps it from starting by itself
/// @param enabled exit status 0 while it would start by itself (as systemctl is-enabled)
/// @param role its database role, whose sessions are watched and fenced
public record OldServicePlan(
    String name,
    Path folder,
    Path replacement,
    Path envFile,
    List<String> start,
    List<String> stop,
    List<String> status,
    List<String> enable,
    List<String> disable,
    List<String> enabled,
    String role) {

  public OldServicePlan {
    start = List.copyOf(start);
    stop = List.copyOf(stop);
    status = List.copyOf(status);
    enable = List.copyOf(enable);
    disable = List.copyOf(disable);
    enabled = List.copyOf(enabled);
  }

  /// Where the folder lies while the replacement is in its place: `etl-service-old`.
  public Path oldFolder() {
    return folder.resolveSibling(folder.getFileName() + "-old");
  }

  /// Whether it can be told not to start by itself.
  public boolean hasSwitch() {
    return !enable.isEmpty() && !disable.isEmpty() && !enabled.isEmpty();
  }
}
