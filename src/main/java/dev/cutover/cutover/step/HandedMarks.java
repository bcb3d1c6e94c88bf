package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OpenWork;
import dev.cutover.cutover.OpenWork.Unit;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the old service had come to, as watermarks. It writes down the end of a run, in whatever
/// zone its host has; so a margin is taken off, and what is read twice is recognised by its bytes.
final class HandedMarks implements Effect {
  private static final String NAME = "watermarks";
  private static final String HANDED = "handed ";
  private static final String WAS = "was ";

  private final OpenWork work;

  HandedMarks(OpenWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return NAME;
  }

  private Map<Unit, String> marks(StepContext context) {
    return work.marks(Duration.parse(context.plan().option("watermark.margin", "P1D")));
  }

  @Override
  public StepFact inspect(StepContext context) {
    Map<Unit, String> wanted = marks(context);
    Map<Unit, String> there = work.watermarks();
    long set =
        wanted.entrySet().stream()
            .filter(each -> isNoLater(there.getOrDefault(each.getKey(), ""), each.getValue()))
            .count();
    String seen = set + " of " + wanted.size() + " are set";
    if (set == wanted.size()) {
      return StepFact.done(seen);
    }
    return set == 0 ? StepFact.notDone(seen) : StepFact.partial(seen);
  }

  private static boolean isNoLater(String there, String wanted) {
    return !there.isEmpty() && !Instant.parse(there).isAfter(Instant.parse(wanted));
  }

  @Override
  public Evidence before(StepContext context) {
    Evidence evidence = Evidence.NONE;
    Map<Unit, String> there = work.watermarks();
    for (Map.Entry<Unit, String> mark : marks(context).entrySet()) {
      String name = mark.getKey().integration() + " " + mark.getKey().entity();
      evidence = evidence.and(HANDED + name, mark.getValue());
      String was = there.get(mark.getKey());
      if (was != null) {
        evidence = evidence.and(WAS + name, was);
      }
    }
    return evidence;
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    work.handOver(marks(context));
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of("set", marks(context).size());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    Map<Unit, String> handed = named(context, HANDED);
    work.restoreMarks(handed, named(context, WAS));
    return Evidence.of("taken back", handed.size());
  }

  private static Map<Unit, String> named(StepContext context, String prefix) {
    Map<Unit, String> named = new LinkedHashMap<>();
    context
        .before(StepName.MOVE, NAME)
        .orElse(Evidence.NONE)
        .facts()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                String[] words = name.substring(prefix.length()).split(" ", 2);
                named.put(new Unit(Long.parseLong(words[0]), words[1]), value);
              }
            });
    return named;
  }
}
