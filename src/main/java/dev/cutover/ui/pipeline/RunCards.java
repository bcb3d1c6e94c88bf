package dev.cutover.ui.pipeline;

import dev.cutover.job.RunId;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The cards of the newest runs, brought up to date by run and never made anew.
final class RunCards {
  private final Texts texts;
  private final Map<RunId, RunCardViewModel> known = new HashMap<>();
  private final ObservableList<RunCardViewModel> cards = FXCollections.observableArrayList();

  RunCards(Texts texts) {
    this.texts = texts;
  }

  void apply(List<RunSnapshot> runs, List<IntegrationAdmin.Line> integrations, Instant at) {
    List<RunCardViewModel> wanted = new ArrayList<>();
    for (RunSnapshot run : runs) {
      RunCardViewModel card =
          known.computeIfAbsent(
              run.run(), _ -> new RunCardViewModel(run, name(run, integrations), texts));
      card.apply(run, at);
      wanted.add(card);
    }
    known.values().retainAll(wanted);
    Merge.into(cards, wanted, RunCardViewModel::run);
  }

  private static String name(RunSnapshot run, List<IntegrationAdmin.Line> integrations) {
    return integrations.stream()
        .filter(each -> each.integration() == run.integration())
        .findFirst()
        .map(each -> each.tenant() + " \u00B7 " + each.provider())
        .orElse(run.provider() + " " + run.integration());
  }

  ObservableList<RunCardViewModel> list() {
    return cards;
  }
}
