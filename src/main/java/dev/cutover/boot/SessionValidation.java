package dev.cutover.boot;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.cutover.Validation;
import dev.cutover.database.RandomRawRows;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.monitor.PipelineMonitor.WorkerLine;
import dev.cutover.rawdata.BusinessRow;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.LoadedComparison;
import dev.cutover.rawdata.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// The items of the checklist that need more than the database: the transform once more, the
/// broker, the processes of this machine.
final class SessionValidation implements Validation {
  private static final int NAMES = 5;
  private static final int AT_ONCE = 20;

  /// Columns that keep what the old service wrote while no mapping fills them.
  private static final Set<String> MAPPED =
      Set.of("team", "acceptance_criteria", "story_points", "code_changed");

  private final Session session;

  SessionValidation(Session session) {
    this.session = session;
  }

  @Override
  public String area() {
    return "pipeline";
  }

  @Override
  public List<Examined> examine(Scope scope) throws InterruptedException {
    return List.of(consumers(), memory(scope), transformedAnew(scope));
  }

  private Examined consumers() throws InterruptedException {
    Item item =
        new Item(
            "F6b",
            "functional",
            "Every queue has somebody who reads it",
            "exchanges, queues and consumers at the broker",
            "as wanted, at least one consumer of each work queue");
    TopologyReport report = session.topology().show();
    List<String> wrong = new ArrayList<>();
    report.differences().forEach(each -> wrong.add(each.line()));
    for (String queue : List.of("etl.extract", "etl.transform", "etl.load")) {
      report.found().stream()
          .filter(each -> each.object().equals("queue " + queue) && each.consumers() == 0)
          .forEach(_ -> wrong.add(queue + " has no consumer"));
    }
    return wrong.isEmpty()
        ? item.pass(report.found().size() + " exchanges and queues at " + report.server() + ".")
        : item.fail(
            String.join("; ", wrong.subList(0, Math.min(NAMES, wrong.size()))) + ".",
            "`cutover topology show`, `cutover workers`.");
  }

  private Examined memory(Scope scope) {
    double limit = scope.thresholds().number("validate.memory");
    Item item =
        new Item(
            "P4",
            "performance",
            "Memory usage is within limits",
            "resident memory of this process and of the workers on this machine",
            "at most " + limit + " MB each");
    List<String> found = new ArrayList<>();
    boolean tooMuch = false;
    long elsewhere = 0;
    Set<Long> processes = new LinkedHashSet<>(Set.of(ProcessHandle.current().pid()));
    for (WorkerLine each : session.monitor().workers()) {
      if (each.host().equals(HostName.get())) {
        processes.add(each.pid());
      } else {
        elsewhere++;
      }
    }
    for (long process : processes) {
      OptionalLong bytes = resident(Path.of("/proc"), process);
      if (bytes.isPresent()) {
        found.add(
            String.format(Locale.ROOT, "process %d: %.0f MB", process, bytes.getAsLong() / 1e6));
        tooMuch |= bytes.getAsLong() > limit * 1e6;
      }
    }
    if (found.isEmpty()) {
      return item.notApplicable("this system does not tell the memory of processes");
    }
    String text =
        String.join(", ", found)
            + (elsewhere > 0 ? "; " + elsewhere + " workers on other machines not seen" : "")
            + ".";
    return tooMuch
        ? item.warn(text, "Set -Xmx, or raise validate.memory when the machine has room.")
        : item.pass(text);
  }

  static OptionalLong resident(Path proc, long process) {
    try {
      return Files.readAllLines(proc.resolve(process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  private Examined transformedAnew(Scope scope) {
    int wanted = (int) scope.thresholds().number("validate.sample");
    Item item =
        new Item(
            "I4b",
            "integrity",
            "What is loaded is what the raw records say",
            wanted + " raw records drawn at random, transformed once more",
            "every field equal to the stored row's");
    RawRowPorts raw = session.rawRows();
    List<Long> ids = new RandomRawRows(session.database()).draw(wanted);
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      for (RawRecord record : raw.source().records(some)) {
        switch (raw.expected().expected(record)) {
          case ExpectedRows.Answer.Rejected(var problem) ->
              wrong.add("raw record " + record.line().id() + " is refused now: " + problem.what());
          case ExpectedRows.Answer.Rows(List<BusinessRow> expected) -> {
            rows += expected.size();
            wrong.addAll(differences(raw, record, expected));
          }
        }
      }
    }
    if (ids.isEmpty()) {
      return item.notApplicable("no raw record is loaded");
    }
    return wrong.isEmpty()
        ? item.pass(ids.size() + " records, " + rows + " rows, all fields are equal.")
        : item.fail(
            wrong.size()
                + " differences: "
                + String.join("; ", wrong.subList(0, Math.min(NAMES, wrong.size())))
                + ".",
            "`cutover raw diff ID` shows each; changed mappings need `cutover pipeline run"
                + " --full`.");
  }

  private static List<String> differences(
      RawRowPorts raw, RawRecord record, List<BusinessRow> expected) {
    List<String> wrong = new ArrayList<>();
    List<BusinessRow> loaded =
        raw.loaded()
            .loaded(
                new TenantId(record.line().tenant().value()),
                new IntegrationId(record.line().integration().value()),
                expected);
    for (LoadedComparison.Row row : LoadedComparison.of(expected, loaded)) {
      String name = "raw record " + record.line().id() + ", " + row.table() + " " + row.key();
      switch (row.presence()) {
        case NOT_LOADED -> wrong.add(name + " is not loaded");
        case DIFFERENT ->
            row.columns().stream()
                .filter(each -> !each.same() && !isKept(each))
                .forEach(each -> wrong.add(name + " differs in " + each.name()));
        case SAME, ONLY_LOADED -> {}
      }
    }
    return wrong;
  }

  private static boolean isKept(LoadedComparison.Column column) {
    return column.expected() == null
        && (MAPPED.contains(column.name()) || column.name().startsWith("custom_field_"));
  }
}
