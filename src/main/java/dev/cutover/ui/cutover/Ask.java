package dev.cutover.ui.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.job.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person has to read or to answer now. Equal as long as nothing new is asked, so that what
/// is being typed into the answer stays.
///
/// @param title what happened, in a few words
/// @param problem what failed and what to do, null when nothing did
/// @param text what is so or what is asked
/// @param findings for which the run was stopped, or which are to be accepted
/// @param decision as the engine asks it, null when it does not
public record Ask(
    Kind kind,
    String title,
    String text,
    @Nullable Problem problem,
    List<Finding> findings,
    @Nullable DecisionNeeded decision) {

  /// What kind of answer is needed; NOTHING while it runs or is held.
  public enum Kind {
    NOTHING,
    RESUME,
    ACCEPT,
    CONFIRM,
    UNKNOWN,
    REFUSED,
    FAILED,
    LOST,
    COMMITTED,
    UNDONE
  }

  public static final Ask NOTHING = new Ask(Kind.NOTHING, "", "", null, List.of(), null);
}
