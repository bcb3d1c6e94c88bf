package dev.cutover.boot;

import dev.cutover.broker.BrokerPreflight;
import dev.cutover.broker.ManagementAddress;
import dev.cutover.cutover.step.PreflightStep;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgPreflight;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is looked at before and after a cutover, over the servers of a session.
public final class CutoverChecks {
  private final Session session;
  private final Map<String, String> environment;

  public CutoverChecks(Session session, Map<String, String> environment) {
    this.session = session;
    this.environment = environment;
  }

  /// S0.
  ///
  /// @param scratch address of the server for scratch databases, null for the target's own
  public PreflightStep preflight(@Nullable String scratch) {
    InstantSource clock = InstantSource.system();
    String management = session.target().management();
    return new PreflightStep(
        List.of(
            new MachinePreflight(session.home(), environment),
            new PgPreflight(
                session.databaseAddress(),
                clock,
                scratch == null ? null : DatabaseAddress.parse(scratch, environment)),
            new BrokerPreflight(
                session.brokerAddress(),
                management == null
                    ? null
                    : ManagementAddress.parse(management, session.brokerAddress()),
                clock)));
  }
}
