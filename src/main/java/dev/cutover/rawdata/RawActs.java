package dev.cutover.rawdata;

import dev.cutover.job.Progress;
import java.util.Map;

/// Acts on raw rows. Each row that changes keeps an event with who and why.
public interface RawActs {

  /// What an act on all rows of a query would do now. Changes nothing.
  Tally tally(RawAct act, RawQuery query);

  /// Acts on all rows of the query that are eligible when their turn comes, in small transactions:
  /// after a stop, what was done stays done.
  Done carryOut(RawAct act, RawQuery query, String actor, String reason, Progress progress);

  /// @param matching rows that the query finds
  /// @param eligible of these, rows on which the act would be carried out
  /// @param superseded rows left alone because a newer version of their record was seen
  /// @param underWay rows left alone because an open job works on them
  /// @param otherState rows left alone because the act is not for their state or entity
  /// @param eligibleByState eligible rows by their state
  record Tally(
      long matching,
      long eligible,
      long superseded,
      long underWay,
      long otherState,
      Map<String, Long> eligibleByState) {}

  /// @param rows rows that were changed
  /// @param jobs transform jobs that were made for them
  /// @param stopped true when it was cancelled before the end
  record Done(long rows, long jobs, boolean stopped) {}
}
