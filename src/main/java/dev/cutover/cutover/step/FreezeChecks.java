package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.WriteFreeze;
import java.util.List;
import java.util.Optional;

/// What stands in the way of a write freeze.
final class FreezeChecks {
  private FreezeChecks() {}

  static Finding role(String name, WriteFreeze.Role role) {
    if (!role.exists()) {
      return Finding.fail(
          "role of the old service",
          "The server has no role " + name + ".",
          "Name the role that the old service logs in with (POSTGRES_USER in its .env).");
    }
    if (role.ours()) {
      return Finding.fail(
          "role of the old service",
          "The old service and this console log in as the same role, " + name + ".",
          "Give the console (or the service) a role of its own: one cannot be kept out without the"
              + " other.");
    }
    return Finding.pass(
        "role of the old service", name + (role.superuser() ? ", a superuser." : "."));
  }

  static Finding rights(List<String> missing) {
    return missing.isEmpty()
        ? Finding.pass("rights for the freeze", "All there.")
        : Finding.fail(
            "rights for the freeze",
            "This console's login lacks: " + String.join("; ", missing) + ".",
            "Grant them, or log in as a role that has them.");
  }

  static Finding prepared(List<String> prepared) {
    return prepared.isEmpty()
        ? Finding.pass("prepared transactions", "None.")
        : Finding.fail(
            "prepared transactions",
            "Prepared and neither committed nor rolled back: " + String.join("; ", prepared) + ".",
            "They would write after the freeze. Whoever prepared them ends them: COMMIT PREPARED or"
                + " ROLLBACK PREPARED.");
  }

  /// A fence of another run is not ours to take.
  static Finding others(StepContext context, Optional<WriteFreeze.Fence> fence) {
    return fence
        .filter(seen -> !seen.run().equals(context.run()))
        .map(
            seen ->
                Finding.fail(
                    "other freeze",
                    "Writes are frozen since "
                        + seen.since()
                        + " by run "
                        + seen.run()
                        + " of "
                        + seen.actor()
                        + ".",
                    "Finish or roll back that run first."))
        .orElse(Finding.pass("other freeze", "None."));
  }
}
