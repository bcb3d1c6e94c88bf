package dev.cutover.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.util.List;

/// The business rows that are there for a raw record.
public interface LoadedRows {

  /// The rows under the keys of `expected`, and those that hang on the same owners (all changes of
  /// the issue, all commits of the pull request), in the columns that `expected` has.
  List<BusinessRow> loaded(TenantId tenant, IntegrationId integration, List<BusinessRow> expected);
}
