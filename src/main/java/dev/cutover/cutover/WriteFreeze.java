package dev.cutover.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps writers out of the business tables, so that it outlives the console that did it. Each
/// method is one change or one look; the step puts them in order.
///
/// A fence is one row in the database and a trigger on each table. While it is closed to everyone,
/// no statement that writes gets through, whoever sends it (SQLSTATE 55000); closed to the role, it
/// lets all others through.
public interface WriteFreeze {

  /// @param ours it is the role that this console itself logs in with
  record Role(boolean exists, boolean login, boolean superuser, boolean ours) {}

  Role role(String name);

  void setLogin(String role, boolean login);

  /// Whom it keeps out.
  enum Closed {
    TO_EVERYONE,
    TO_ROLE
  }

  /// @param comment of the database before it was closed, empty when it had none
  record Fence(
      String run, String role, Closed closed, Instant since, String actor, String comment) {}

  /// Empty when there is none.
  Optional<Fence> fence();

  /// Makes it, closed to everyone; the comment of the database says so from then on, where we may
  /// set it. Again is as good as once.
  void raise(String run, String role, String actor);

  void close(Closed to);

  /// Takes it away with all that was made for it, and gives the database its comment back. The
  /// tables must be open.
  void remove();

  /// @param fenced its trigger is there and fires for everyone
  /// @param reachable the role owns it, or is a member of who does, and is no superuser: it could
  ///   take the trigger off
  /// @param mayAlter we may put a trigger on it and give it to another owner
  /// @param rights on it, as the server writes them
  record Table(String owner, boolean fenced, boolean reachable, boolean mayAlter, String rights) {}

  Table table(CutoverPlan.Table table, String role);

  /// @throws StepFailure somebody holds the table for longer than we wait
  void fence(CutoverPlan.Table table, String role) throws InterruptedException;

  void open(CutoverPlan.Table table) throws InterruptedException;

  /// Makes us the owner; the owner from before keeps all rights on its contents.
  void take(CutoverPlan.Table table) throws InterruptedException;

  void giveBack(CutoverPlan.Table table, String owner) throws InterruptedException;

  /// Transactions that were prepared for two-phase commit: nothing that ends sessions ends them.
  List<String> prepared();

  /// What we lack to do all this, in words; empty when nothing.
  List<String> missingRights(String role, List<CutoverPlan.Table> tables);

  /// Tries to write into a table as the role (as ourselves where we may not become it), and takes
  /// it back.
  ///
  /// @return SQLSTATE that the server answered with, `00000` when it got through
  String probe(CutoverPlan.Table table, String role);

  /// Proof that nobody writes: every table locked against writers for a moment, then contents read
  /// twice, `apart` from each other.
  Stillness stillness(List<CutoverPlan.Table> tables, Duration apart, StepContext context)
      throws InterruptedException;

  /// @param contents digest by table, at the first look
  /// @param moved tables whose contents were others at the second look
  /// @param log positions of the server's write-ahead log at the two looks; it may move for other
  ///   reasons (checkpoints, other databases)
  record Stillness(Map<String, String> contents, List<String> moved, List<String> log) {}
}
