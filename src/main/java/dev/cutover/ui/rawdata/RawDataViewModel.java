package dev.cutover.ui.rawdata;

import dev.cutover.job.Progress;
import dev.cutover.rawdata.RawCapabilities;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSearch;
import dev.cutover.rawdata.RawSource;
import dev.cutover.ui.Access;
import dev.cutover.ui.RawPorts;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.Request;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// A page of raw rows that match the filter, and the ways to the other pages.
public final class RawDataViewModel {
  static final int PAGE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration COUNTING = Duration.ofSeconds(2);

  private final RawPorts ports;
  private final ScreenContext context;
  private final RawFilterViewModel filter = new RawFilterViewModel();
  private final DocumentViewModel document;
  private final RawActsViewModel acts;
  private final Request paging;
  private final Searching searching;
  private final Latest counting;
  private final Latest facets;
  private final ObservableList<RawLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper hasNewer = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper hasOlder = new ReadOnlyBooleanWrapper();
  private RawQuery asked = RawQuery.EVERYTHING;
  private RawQuery read = RawQuery.EVERYTHING;
  private RawCursor place = RawCursor.first();
  private @Nullable RawPage page;
  private @Nullable RawCount count;
  private boolean countFailed;
  private boolean facetsFailed;

  public RawDataViewModel(RawPorts ports, Access access, ScreenContext context) {
    this.ports = ports;
    this.context = context;
    this.document = new DocumentViewModel(ports, context);
    this.acts = new RawActsViewModel(ports, access, context, this::refresh);
    this.paging = context.request();
    this.searching = new Searching(context, paging.busyProperty());
    this.counting = new Latest(context.background());
    this.facets = new Latest(context.background());
  }

  /// Asks anew by the filter as it is now, from the first page on.
  public void search() {
    try {
      asked = filter.query();
      mistake.set("");
    } catch (IllegalArgumentException e) {
      mistake.set(context.texts().get("rawdata.mistake.time", String.valueOf(e.getMessage())));
      return;
    }
    read(RawCursor.first());
    countAll();
  }

  public void clear() {
    filter.clear();
    search();
  }

  private void read(RawCursor at) {
    RawQuery query = asked;
    RawSource source = ports.source();
    boolean again = page != null && at.equals(place) && query.equals(read);
    place = at;
    read = query;
    Progress watch = searching.begin();
    paging.ask(
        () -> new RawSearch(source, query, PAGE, watch).page(at, PATIENCE),
        found -> show(found, again),
        wrong -> mistake.set(String.valueOf(wrong.getMessage())));
  }

  /// @param again the page that is shown already: what is chosen on it stays chosen
  private void show(RawPage found, boolean again) {
    mistake.set("");
    page = found;
    if (again) {
      Merge.into(lines, found.lines(), RawLine::id);
    } else {
      lines.setAll(found.lines());
    }
    hasNewer.set(found.before() != null);
    hasOlder.set(found.after() != null);
    tell();
    makeUpFor();
  }

  /// What failed beside the page is asked for again once the page is there.
  private void makeUpFor() {
    if (countFailed) {
      countAll();
    }
    if (facetsFailed) {
      readFacets();
    }
    document.makeUpFor();
  }

  private void countAll() {
    RawQuery query = asked;
    RawSource source = ports.source();
    count = null;
    countFailed = false;
    counting.ask(
        () -> source.count(query, COUNTING),
        found -> {
          count = found;
          tell();
        },
        failure -> countFailed = !(failure instanceof IllegalArgumentException));
  }

  private void tell() {
    Texts texts = context.texts();
    RawPage shown = page;
    if (shown == null) {
      return;
    }
    StringBuilder text = new StringBuilder();
    RawCount all = count;
    text.append(
        all == null
            ? texts.get("rawdata.summary", shown.lines().size())
            : texts.get("rawdata.summary.of", shown.lines().size(), words(texts, all)));
    RawPage.Searched searched = shown.searched();
    Instant upTo = searched.upTo();
    if (!searched.whole()) {
      text.append("  ")
          .append(
              texts.get(
                  "rawdata.searched",
                  searched.rows(),
                  upTo == null ? "" : context.times().dateTime(upTo)));
    }
    summary.set(text.toString());
  }

  static String words(Texts texts, RawCount count) {
    return texts.get(
        switch (count.kind()) {
          case EXACT -> "rawdata.count.exact";
          case AT_LEAST -> "rawdata.count.at-least";
          case ABOUT -> "rawdata.count.about";
        },
        count.rows());
  }

  public void first() {
    read(RawCursor.first());
  }

  public void last() {
    read(RawCursor.last());
  }

  public void newer() {
    RawPage shown = page;
    if (shown != null && shown.before() != null) {
      read(shown.before());
    }
  }

  public void older() {
    RawPage shown = page;
    if (shown != null && shown.after() != null) {
      read(shown.after());
    }
  }

  /// The page that begins at a moment.
  public void jump(String text) {
    try {
      Instant moment = RawFilterViewModel.moment(text);
      if (moment != null) {
        mistake.set("");
        read(RawCursor.at(moment, asked.newestFirst()));
      }
    } catch (IllegalArgumentException e) {
      mistake.set(context.texts().get("rawdata.mistake.time", text));
    }
  }

  /// Looks for documents with this value.
  public void filterOn(String path) {
    filter.searchProperty().set(path);
    search();
  }

  /// Shows the rows that match, as if the filter bar had been filled with it.
  public void look(RawQuery query, String tenantName) {
    filter.fill(query, tenantName, new FacetWords(context.texts()));
    search();
  }

  /// The rows that an act or an export is about.
  ///
  /// @param chosen these rows, or, when empty, all that match
  public RawQuery query(List<RawLine> chosen) {
    return chosen.isEmpty()
        ? asked
        : RawQuery.all().ids(chosen.stream().map(RawLine::id).toList()).query();
  }

  void start() {
    readFacets();
    // What was empty before may have rows now; a page that somebody reads stays.
    if (page == null || lines.isEmpty()) {
      search();
    } else {
      read(place);
    }
  }

  private void readFacets() {
    RawSource source = ports.source();
    facetsFailed = false;
    facets.ask(source::facets, this::offer, _ -> facetsFailed = true);
  }

  private void offer(RawFacets found) {
    filter.offer(found, new FacetWords(context.texts()));
  }

  /// Ends the search that is under way with what it found.
  public void stopSearch() {
    searching.stop();
  }

  void stop() {
    paging.stop();
    counting.cancel();
    facets.cancel();
    acts.cancel();
    document.stop();
  }

  /// The same page and the same document once more.
  void refresh() {
    start();
    countAll();
    document.reload();
  }

  /// The page that is shown.
  Live live() {
    return paging;
  }

  public RawCapabilities capabilities() {
    return ports.source().capabilities();
  }

  public RawActsViewModel acts() {
    return acts;
  }

  public RawFilterViewModel filter() {
    return filter;
  }

  public DocumentViewModel document() {
    return document;
  }

  public ObservableList<RawLine> lines() {
    return lines;
  }

  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /// How far the search is that is under way, empty when none is.
  public ReadOnlyStringProperty searchedProperty() {
    return searching.wordsProperty();
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return paging.busyProperty();
  }

  public ReadOnlyBooleanProperty hasNewerProperty() {
    return hasNewer.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty hasOlderProperty() {
    return hasOlder.getReadOnlyProperty();
  }
}
