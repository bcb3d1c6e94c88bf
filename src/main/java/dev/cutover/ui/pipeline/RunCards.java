package dev.cutover.ui.pipeline;

import dev.cutover.job.RunId;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The cards of the newest runs, brought up to date by run and never made anew.
final class RunCards {
  private final ScreenContext context;
  private final Map<RunId, RunCardViewModel> known = new HashMap<>();
  private final ObservableList<RunCardViewModel> cards = FXCollections.observableArrayList();

  RunCards(ScreenContext context) {
    this.context = context;
  }

  void apply(List<RunSnapshot> runs, List<IntegrationAdmin.Line> integrations, Instant at) {
    List<RunCardViewModel> wanted = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (RunSnapshot run : runs) {
      IntegrationAdmin.Line line = line(run, integrations);
      RunCardViewModel card =
          known.computeIfAbsent(
              run.run(), _ -> new RunCardViewModel(run, name(run, line), context));
      card.apply(run, at);
      // The newest run of an integration speaks for it.
      card.hold(seen.add(run.integration()) ? line : null);
      wanted.add(card);
    }
    known.values().retainAll(wanted);
    Merge.into(cards, wanted, RunCardViewModel::run);
  }

  private static IntegrationAdmin.@Nullable Line line(
      RunSnapshot run, List<IntegrationAdmin.Line> integrations) {
    return integrations.stream()
        .filter(each -> each.integration() == run.integration())
        .findFirst()
        .orElse(null);
  }

  private static String name(RunSnapshot run, IntegrationAdmin.@Nullable Line line) {
    return line == null
        ? run.provider() + " " + run.integration()
        : line.tenant() + " \u00B7 " + line.provider();
  }

  ObservableList<RunCardViewModel> list() {
    return cards;
  }
}
