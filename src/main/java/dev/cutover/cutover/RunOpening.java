package dev.cutover.cutover;

import dev.cutover.job.Problem;
import java.util.List;

/// What must be so before a run may act: the journal is of this plan, the servers are those of the
/// plan, nobody else acts. In this order, so that a wrong server is not even locked.
final class RunOpening {
  private RunOpening() {}

  static RunLock.Held open(CutoverParts parts, boolean takeOver) throws InterruptedException {
    RunHistory history = RunHistory.of(parts.journal().records());
    mustBePlanOf(parts.plan(), history, parts.journal().records());
    mustBeServersOf(parts.plan().plan(), parts.probe().target(), history);
    String run = parts.plan().plan().id();
    RunLock.Attempt attempt =
        takeOver
            ? parts.lock().takeOver(run, parts.actor())
            : parts.lock().acquire(run, parts.actor());
    return switch (attempt) {
      case RunLock.Attempt.Acquired(RunLock.Held held) -> raised(parts, held, history);
      case RunLock.Attempt.HeldByOther(RunLock.Holder holder) ->
          throw new RunRefused(
              new Problem(
                  "run.held",
                  "Another console acts on this database: "
                      + holder.line()
                      + ". Nothing was changed.",
                  "Watch it with `cutover status`. If it is gone for good, take the run over:"
                      + " `cutover resume --take-over`."));
    };
  }

  /// From here on statements of whoever had the run before are refused by the database itself.
  private static RunLock.Held raised(CutoverParts parts, RunLock.Held held, RunHistory history) {
    boolean raised = false;
    try {
      // In the middle of R2 there may be no database to raise it in; the end of R2 does it then.
      boolean swapping =
          history.step(StepName.RESTORE).isOpen() && !history.isVerified(StepName.RESTORE);
      if (!swapping && parts.fence().epoch() > 0) {
        parts.fence().raise(held.epoch());
      }
      raised = true;
      return held;
    } finally {
      if (!raised) {
        held.close();
      }
    }
  }

  private static void mustBePlanOf(
      FrozenPlan plan, RunHistory history, List<JournalRecord> records) {
    if (!records.isEmpty() && !history.planHash().equals(plan.sha256())) {
      throw new RunRefused(
          new Problem(
              "plan.other",
              "The journal was begun with another plan (SHA-256 "
                  + history.planHash()
                  + ") than the one beside it ("
                  + plan.sha256()
                  + "). Nothing was done.",
              "Put the plan of the run back into its folder."));
    }
  }

  /// After a restore the database of the plan's name is another one, by intent: the one that the
  /// journal has the OID of.
  static void mustBeServersOf(CutoverPlan plan, CutoverPlan.Target found, RunHistory history) {
    CutoverPlan.Target wanted = plan.target();
    if (!wanted.systemIdentifier().equals(found.systemIdentifier())) {
      throw wrong(
          "the PostgreSQL server has the system identifier "
              + found.systemIdentifier()
              + ", the plan's has "
              + wanted.systemIdentifier());
    }
    if (!history.mayBeLive(found.databaseOid(), wanted.databaseOid())) {
      throw wrong(
          "the database "
              + found.database()
              + " has the OID "
              + found.databaseOid()
              + ", the plan's has "
              + wanted.databaseOid()
              + " (dropped and made anew?)");
    }
    if (!wanted.brokerName().equals(found.brokerName())) {
      throw wrong(
          "the broker calls itself "
              + found.brokerName()
              + ", the plan's is "
              + wanted.brokerName());
    }
  }

  private static RunRefused wrong(String what) {
    return new RunRefused(
        new Problem(
            "target.wrong_server",
            "These are not the servers of the plan: " + what + ". Nothing was written there.",
            "Name the servers of the plan, or make a plan for these."));
  }
}
