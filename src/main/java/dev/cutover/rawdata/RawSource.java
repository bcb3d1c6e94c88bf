package dev.cutover.rawdata;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Raw rows to look at: a live database or a snapshot. Changes nothing. Reading a page costs the
/// same wherever in the store it lies.
public interface RawSource {

  RawCapabilities capabilities();

  /// Rows of a query from a cursor on, without their documents.
  ///
  /// Conditions on documents are tried row by row until the page is full or `patience` is over or
  /// the thread is interrupted; the page then says how far it came.
  ///
  /// @throws IllegalArgumentException when the path of the query is none
  RawPage page(RawQuery query, RawCursor at, int limit, Duration patience);

  /// A row with its document.
  default Optional<RawRecord> record(long id) {
    return records(List.of(id)).stream().findFirst();
  }

  /// Rows with their documents in the order of the ids; ids that do not exist are left out. The
  /// caller minds how much memory the documents need.
  List<RawRecord> records(List<Long> ids);

  /// The stored versions of the record of this line, the newest first, a thousand at the most.
  List<RawLine> versions(RawLine line);

  /// The tenants by name.
  List<RawFacets.Tenant> tenants();

  RawFacets facets();

  /// How many rows match; what cannot be counted within `patience` is estimated and says so.
  ///
  /// @throws IllegalArgumentException when the path of the query is none
  RawCount count(RawQuery query, Duration patience);

  /// Where the rows come from.
  default RawProvenance provenance() {
    return RawProvenance.named(capabilities().origin());
  }

  /// Lets `work` read all it needs in one unchanging state of the store, whatever is written
  /// meanwhile.
  default <T> T inOneView(Function<RawSource, T> work) {
    return work.apply(this);
  }
}
