package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceSystem;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks from page to page. A source that sends its reader in a circle is found out at the first
/// cursor that comes a second time.
final class GuardedReader implements SourceSystem.Reader {
  private static final int MOST_PAGES = 1_000_000;

  private final IntegrationSettings integration;
  private final Pages pages;
  private final Set<String> seen = new HashSet<>();
  private @Nullable String cursor;
  private boolean done;

  GuardedReader(IntegrationSettings integration, @Nullable String cursor, Pages pages) {
    this.integration = integration;
    this.cursor = cursor;
    this.pages = pages;
    if (cursor != null) {
      seen.add(cursor);
    }
  }

  /// Fetches the page at a cursor; null is the first.
  interface Pages extends AutoCloseable {
    SourcePage at(@Nullable String cursor) throws InterruptedException;

    @Override
    default void close() {}
  }

  @Override
  public SourcePage next() throws InterruptedException {
    if (done) {
      throw new IllegalStateException("asked for a page after the last one of " + integration);
    }
    SourcePage page = pages.at(cursor);
    String following = page.cursor();
    if (following == null) {
      done = true;
    } else if (!seen.add(following) || seen.size() > MOST_PAGES) {
      throw Trouble.permanent(
          "source.loop",
          "%s: paging goes in a circle: after the page at cursor '%s' the source names cursor '%s', which has been read already (%d pages)."
              .formatted(
                  Trouble.name(integration),
                  cursor == null ? "(start)" : cursor,
                  following,
                  seen.size()),
          "Pages read so far are kept. Report it to the operator of the source, then redrive the"
              + " job.");
    }
    cursor = following;
    return page;
  }

  @Override
  public void close() {
    done = true;
    pages.close();
  }
}
