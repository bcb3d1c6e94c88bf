package dev.cutover.ui.shell;

import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.ui.overview.GapPlaces;
import dev.cutover.ui.pipeline.JobsViewModel;
import dev.cutover.ui.rawdata.RawDataViewModel;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// From the causes of a gap to the screens where something can be done about them.
final class GapWays implements GapPlaces {
  private final JobsViewModel jobs;
  private final Supplier<RawDataViewModel> rawData;
  private final Consumer<Screen> open;

  GapWays(JobsViewModel jobs, Supplier<RawDataViewModel> rawData, Consumer<Screen> open) {
    this.jobs = jobs;
    this.rawData = rawData;
    this.open = open;
  }

  @Override
  public void jobs(Reconciliation.Line line, GapExplanation.Group group) {
    jobs.queryProperty()
        .set(
            "state:"
                + group.cause().jobStates()
                + " tenant:"
                + word(line)
                + " entity:"
                + line.entity());
    open.accept(Screen.PIPELINE);
  }

  /// In the filter box an underscore stands for a space; a name that has one is given by its id.
  private static String word(Reconciliation.Line line) {
    return line.tenant().matches("[^\\s_]+( [^\\s_]+)*")
        ? line.tenant().replace(' ', '_')
        : String.valueOf(line.tenantId());
  }

  @Override
  public void rawRows(Reconciliation.Line line, GapExplanation.Group group) {
    RawLine example = group.example();
    String state = group.cause().rawState();
    RawQuery.Draft query =
        RawQuery.all()
            .tenant(example.tenant())
            .integration(example.integration())
            .entities(Set.of(line.entity()));
    rawData
        .get()
        .look(
            (state.isEmpty() ? query.externalId(example.externalId()) : query.states(Set.of(state)))
                .query(),
            line.tenant());
    open.accept(Screen.RAWDATA);
  }
}
