package dev.cutover.kit;

import java.io.Reader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Rows of projects for a COPY: a few at once, then one now and then until it is told to end.
public final class EndlessRows extends Reader {
  private final PipelineFixture fixture;
  private final CountDownLatch began;
  private final CountDownLatch end;
  private int number;

  public EndlessRows(PipelineFixture fixture, CountDownLatch began, CountDownLatch end) {
    this.fixture = fixture;
    this.began = began;
    this.end = end;
  }

  @Override
  public int read(char[] into, int from, int length) {
    try {
      if (number > 20_000) {
        began.countDown();
        if (end.await(100, TimeUnit.MILLISECONDS)) {
          return -1;
        }
      }
    } catch (InterruptedException stop) {
      return -1;
    }
    String row =
        "c%d\tcopied%d\tname\t%d\t%d\n"
            .formatted(number, number++, fixture.tenant, fixture.integration);
    row.getChars(0, row.length(), into, from);
    return row.length();
  }

  @Override
  public void close() {}
}
