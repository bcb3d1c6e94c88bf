package dev.cutover.ui;

import dev.cutover.check.Finding;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RollbackForecast;
import java.nio.file.Path;
import java.util.List;

/// The cutovers of the target, to look at. Nothing here changes a server.
public interface CutoverWatch {

  /// @param run which one to show; empty: the one that is open, else the newest
  CutoverPicture look(String run) throws InterruptedException;

  /// Whether this window carries one out at this moment. Asks nobody, so any thread may ask it.
  boolean isAtWork();

  /// Whether the database is a platform that has not all tables of the pipeline yet, so that its
  /// cutover alone can be worked on.
  boolean isAhead();

  /// What a plan of this target begins with: that of the last run, else the usual values.
  PlanDraft draft();

  /// Asks the servers who they are and what they hold.
  ///
  /// @throws dev.cutover.cutover.RunRefused it cannot be planned, with the reason
  FrozenPlan plan(PlanDraft draft) throws InterruptedException;

  /// All questions before the first step, whether or not one of them fails.
  List<Finding> preflight(FrozenPlan plan) throws InterruptedException;

  /// As a file for review.
  void save(FrozenPlan plan, Path file);

  /// What a rollback would leave, bring back or lose, if it were begun now.
  RollbackForecast forecast(String run) throws InterruptedException;

  /// Writes what was done with its evidence.
  ///
  /// @return the report, to be opened in a browser
  Path report(String run, Path folder) throws InterruptedException;
}
