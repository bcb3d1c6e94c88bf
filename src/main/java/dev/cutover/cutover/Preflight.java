package dev.cutover.cutover;

import dev.cutover.check.Finding;
import java.util.List;

/// One group of questions before a cutover, such as all that concern the database. Looks only:
/// nothing is written anywhere.
///
/// A group answers all of its questions, also when some of them cannot be asked: what could not be
/// looked at is a finding of its own, never left out.
public interface Preflight {

  /// Whom it asks, such as `database`; the name of the finding when nothing could be asked at all.
  String area();

  /// In the order of the operator's manual; a FAIL stops the run before its first effect.
  List<Finding> examine(CutoverPlan plan) throws InterruptedException;
}
