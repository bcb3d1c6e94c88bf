package dev.cutover.pipeline.stage;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Counts;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.NewJob;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.StageHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a batch of raw rows into staging rows, and asks for their load.
public final class TransformHandler implements StageHandler {
  private static final Problem GONE =
      new Problem(
          "transform.raw_row_missing",
          "The raw row is not there any more.",
          "Run the integration again with --full.");

  private final RawStore raw;
  private final Integrations integrations;
  private final RecordTransform transform;
  private final BusinessTables tables;
  private final JobStore jobs;

  public TransformHandler(
      RawStore raw,
      Integrations integrations,
      RecordTransform transform,
      BusinessTables tables,
      JobStore jobs) {
    this.raw = raw;
    this.integrations = integrations;
    this.transform = transform;
    this.tables = tables;
    this.jobs = jobs;
  }

  @Override
  public Outcome handle(Attempt attempt) {
    List<Long> ids = ((Assignment.Transform) attempt.assignment()).rawIds();
    List<RawDocument> documents = raw.read(attempt.tenant(), ids);
    RecordTransform.Transformed made =
        transform.transform(
            documents,
            integrations.settings(attempt.tenant(), attempt.integration()).fieldMappings());
    Set<Long> good = new HashSet<>();
    documents.forEach(document -> good.add(document.id()));
    Map<Long, Problem> failed = new HashMap<>(made.rejected());
    for (Long id : ids) {
      if (!good.contains(id)) {
        failed.put(id, GONE);
      }
    }
    good.removeAll(failed.keySet());
    if (attempt.lost()) {
      return new Outcome.Lost();
    }
    return new Outcome.Done(
        tx -> {
          tables.stage(tx, attempt, made.rows());
          raw.markTransformed(tx, attempt.tenant(), good, failed);
          jobs.count(
              tx,
              attempt,
              new Counts(attempt.entity(), Stage.TRANSFORM, 0, good.size(), failed.size(), 0));
          if (!good.isEmpty()) {
            jobs.enqueue(
                tx,
                attempt,
                List.of(
                    new NewJob(
                        Stage.LOAD,
                        attempt.entity(),
                        new Assignment.Load(attempt.job().value(), good.size()),
                        good.size(),
                        "load:" + attempt.job())));
          }
        });
  }
}
