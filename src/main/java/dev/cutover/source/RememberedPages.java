package dev.cutover.source;

import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import org.jspecify.annotations.Nullable;

/// Pages of a service that is called: each is fetched with the memory of what an earlier attempt at
/// it got.
///
/// @param order names what is read, so that attempts at the same page of the same order meet
record RememberedPages(
    String order, SourceClient client, PageMemory memory, GuardedReader.Pages pages)
    implements GuardedReader.Pages {

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    String name = order + " at " + cursor;
    client.workOn(name);
    try {
      SourcePage page = pages.at(cursor);
      memory.forget(name);
      return page;
    } catch (SourceProblem problem) {
      if (problem.kind() == SourceProblem.Kind.PERMANENT) {
        memory.forget(name);
      }
      throw problem;
    } finally {
      client.workOn(null);
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
