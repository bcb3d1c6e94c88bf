package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.ui.fx.Texts;
import java.util.List;

/// Choices of the filter bar in words.
record FacetWords(Texts texts) implements RawFilterViewModel.Wording {
  @Override
  public String all() {
    return texts.get("rawdata.all");
  }

  @Override
  public String state(String word) {
    return texts.getOr("rawdata.state." + word, word);
  }

  /// An entity with its rows in all tenants.
  @Override
  public String counted(String word, RawFacets facets) {
    List<RawCount> counts =
        facets.entities().stream()
            .filter(each -> each.entity().equals(word))
            .map(RawFacets.Entity::rows)
            .toList();
    long rows = counts.stream().mapToLong(RawCount::rows).sum();
    boolean exact = counts.stream().allMatch(each -> each.kind() == RawCount.Kind.EXACT);
    RawCount all = exact ? RawCount.exactly(rows) : RawCount.about(rows);
    return word + "  (" + RawDataViewModel.words(texts, all) + ")";
  }
}
