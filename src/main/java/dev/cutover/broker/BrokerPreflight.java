package dev.cutover.broker;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Preflight;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.pipeline.BrokerUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of the broker would stop a cutover half-way. Declares nothing and sends nothing.
public final class BrokerPreflight implements Preflight {
  private final BrokerAddress address;
  private final @Nullable ManagementAddress management;
  private final InstantSource clock;

  /// @param management null when none is named; alarms and policies then stay unseen, and that is
  ///   told
  public BrokerPreflight(
      BrokerAddress address, @Nullable ManagementAddress management, InstantSource clock) {
    this.address = address;
    this.management = management;
    this.clock = clock;
  }

  @Override
  public String area() {
    return "broker";
  }

  @Override
  public List<Finding> examine(CutoverPlan plan) throws InterruptedException {
    List<Finding> findings = new ArrayList<>(new BrokerTrial(address, clock).run());
    try {
      TopologyReport report = new TopologyInspector(address).show();
      findings.add(version(report));
      findings.add(conflicts(report));
      findings.addAll(management(report.dialect()));
    } catch (BrokerUnavailable e) {
      findings.add(Finding.fail(area(), e.problem().what(), e.problem().remedy()));
    }
    return findings;
  }

  private static Finding version(TopologyReport report) {
    return switch (report.dialect()) {
      case "rabbitmq_3", "rabbitmq_4", "qpid" ->
          Finding.pass("broker version", report.server() + " is known");
      default ->
          Finding.warn(
              "broker version",
              report.server() + " is not known; plain durable queues will be made.",
              "RabbitMQ 3.10 or newer gives replicated queues and dead letters.");
    };
  }

  /// A queue of the same name with other settings (406) is found before anything is declared.
  private static Finding conflicts(TopologyReport report) {
    List<String> different =
        report.differences().stream()
            .filter(each -> each.kind().name().equals("DIFFERENT"))
            .map(each -> each.line())
            .toList();
    return different.isEmpty()
        ? Finding.pass("broker queues", "none has other settings than wanted")
        : Finding.fail(
            "broker queues",
            String.join("; ", different),
            "See `cutover topology show`; nothing is deleted or replaced by itself.");
  }

  private List<Finding> management(String dialect) throws InterruptedException {
    if (!dialect.toLowerCase(Locale.ROOT).startsWith("rabbitmq")) {
      return List.of(
          Finding.pass(
              "broker alarms", "not applicable: this broker has neither policies nor alarms"));
    }
    if (management == null) {
      return List.of(
          Finding.warn(
              "broker alarms",
              "alarms, policies and times to live were not looked at: no management address is"
                  + " named.",
              "Add --management http://host:15672 (or to the profile)."));
    }
    return new ManagementQuestions(management, address.vhost()).ask();
  }
}
