package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `raw_extraction_data`: one row a version of an upstream record.
public interface RawStore {

  /// Stores a page. A record whose current version has the same content only gets a new
  /// `last_seen`; an older version that came back becomes current again; everything else is a new
  /// row.
  Appended append(Tx tx, Attempt attempt, SourcePage page);

  /// @param toTransform rows by entity that are to be transformed: new, come back, not yet loaded,
  ///   or all when the order was full
  /// @param unchanged records by entity that are loaded already in this very version
  /// @param repeated records by entity that this run has stored already: pages overlap
  /// @param rejected records by entity, or of the job's entity, that went to the dead letters
  record Appended(
      Map<EntityType, List<Long>> toTransform,
      Map<EntityType, Integer> unchanged,
      Map<EntityType, Integer> repeated,
      Map<EntityType, Integer> rejected) {}

  /// Reads documents of one tenant by id, in the order of the ids; ids of other tenants are left
  /// out.
  List<RawDocument> read(TenantId tenant, List<Long> ids);

  /// Moves rows to `transformed`, and those of `failed` to `failed` with their reason.
  void markTransformed(Tx tx, TenantId tenant, Set<Long> transformed, Map<Long, Problem> failed);
}
