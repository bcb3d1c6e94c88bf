package dev.cutover.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a run will do, to which servers. Frozen: its text has a hash, which is in the first record
/// of the journal, and a run against other servers than these is refused.
///
/// @param id of the run made from it: letters, digits and dashes
/// @param tables of the platform whose contents are proved, by qualified name
/// @param service the old service; commands and paths, no secrets
/// @param estimates by step's word, from the rehearsal or the last run
/// @param options by name, such as `soak=PT24H`; see the operator's manual
public record CutoverPlan(
    String id,
    Instant made,
    String actor,
    Target target,
    List<Tool> tools,
    List<Table> tables,
    OldServicePlan service,
    List<StepName> steps,
    Map<String, Duration> estimates,
    Map<String, String> options) {

  public CutoverPlan {
    tools = List.copyOf(tools);
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
    estimates = Map.copyOf(estimates);
    options = Map.copyOf(options);
  }

  CutoverPlan withEstimates(Map<String, Duration> others) {
    return new CutoverPlan(id, made, actor, target, tools, tables, service, steps, others, options);
  }

  /// The servers, told apart from others of the same name.
  ///
  /// @param systemIdentifier of the PostgreSQL cluster, as `pg_control_system()` tells it
  /// @param databaseOid of the database in it
  /// @param broker address without password
  /// @param brokerName cluster name, or what the product says of itself
  public record Target(
      String host,
      int port,
      String database,
      String systemIdentifier,
      long databaseOid,
      String serverVersion,
      String broker,
      String brokerName) {}

  /// @param name such as `pg_dump`
  public record Tool(String name, String path, String version) {}

  /// @param bytes total relation size when the plan was made
  public record Table(String schema, String name, long bytes, boolean hasPrimaryKey) {
    /// Such as `public.work_items`, unquoted, for people.
    public String title() {
      return schema + "." + name;
    }
  }

  public String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }
}
