package dev.cutover.cutover;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Sessions of a database role: what a service manager cannot know.
public interface RoleSessions {

  /// @param program what the client calls itself, may be empty
  /// @param client its address, `local` for a socket
  /// @param state such as `idle in transaction`
  /// @param since when the session began
  record Seen(int pid, String program, String client, String state, Instant since) {
    @Override
    public String toString() {
      return "process "
          + pid
          + (program.isEmpty() ? "" : " (" + program + ")")
          + " from "
          + client
          + ", "
          + state
          + ", since "
          + since;
    }
  }

  /// Those at the database that is cut over, oldest first.
  List<Seen> of(String role);

  /// Ends them all.
  ///
  /// @return how many were told to end
  int terminate(String role);

  /// For a sentence: the first few.
  static String line(List<Seen> sessions) {
    String few = sessions.stream().limit(3).map(Seen::toString).collect(Collectors.joining("; "));
    return sessions.size() <= 3 ? few : few + "; and " + (sessions.size() - 3) + " more";
  }
}
