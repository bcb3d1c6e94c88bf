package dev.cutover.rawdata;

import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tries the transform on raw rows and tells what would be loaded. Loads nothing.
public final class RawReplay {
  private static final int EXAMPLES = 5;

  private final ExpectedRows transform;
  private final Taker taker;
  private final Map<String, Long> records = new TreeMap<>();
  private final Map<String, Long> rows = new TreeMap<>();
  private final Map<String, Rejection> rejections = new LinkedHashMap<>();
  private long superseded;

  /// Gets the rows that would be loaded, one by one.
  public interface Taker {
    void row(RawLine from, BusinessRow row);
  }

  /// Records that the transform does not take, with one cause.
  ///
  /// @param examples some of them
  public record Rejection(String entity, Problem problem, long records, List<RawLine> examples) {
    public Rejection {
      examples = List.copyOf(examples);
    }
  }

  /// @param records that were tried, by entity
  /// @param rows that would be loaded, by table
  /// @param superseded rows left out, for a newer version of their record was seen
  /// @param stopped true when it was cancelled before the end
  public record Result(
      Map<String, Long> records,
      Map<String, Long> rows,
      List<Rejection> rejections,
      long superseded,
      boolean stopped) {

    public long rejected() {
      return rejections.stream().mapToLong(Rejection::records).sum();
    }
  }

  private RawReplay(ExpectedRows transform, Taker taker) {
    this.transform = transform;
    this.taker = taker;
  }

  public static Result run(
      RawSource source, RawQuery query, ExpectedRows transform, Taker taker, Progress progress) {
    RawReplay replay = new RawReplay(transform, taker);
    boolean whole = new RawReading(source, query, 0, progress).all(replay::row);
    return new Result(
        replay.records,
        replay.rows,
        List.copyOf(replay.rejections.values()),
        replay.superseded,
        !whole);
  }

  private void row(RawRecord record) {
    if (!record.current()) {
      superseded++;
      return;
    }
    RawLine line = record.line();
    records.merge(line.entity(), 1L, Long::sum);
    switch (transform.expected(record)) {
      case ExpectedRows.Answer.Rows(List<BusinessRow> made) -> {
        for (BusinessRow each : made) {
          rows.merge(each.table(), 1L, Long::sum);
          taker.row(line, each);
        }
      }
      case ExpectedRows.Answer.Rejected(Problem problem) -> reject(line, problem);
    }
  }

  private void reject(RawLine line, Problem problem) {
    rejections.merge(
        line.entity() + '\n' + problem.code() + '\n' + problem.what(),
        new Rejection(line.entity(), problem, 1, List.of(line)),
        (all, one) -> {
          List<RawLine> examples = new ArrayList<>(all.examples());
          if (examples.size() < EXAMPLES) {
            examples.add(line);
          }
          return new Rejection(all.entity(), all.problem(), all.records() + 1, examples);
        });
  }
}
