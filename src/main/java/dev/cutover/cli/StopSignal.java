package dev.cutover.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// SIGTERM and Ctrl-C as a wish to stop: the wish is passed on to what is running, the process
/// stays until the command has come to a safe point and ends with the command's own status.
final class StopSignal {
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private final Thread command;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Runnable wish;
  private volatile int status = Exit.CANCELLED;
  private volatile boolean came;

  private StopSignal(Thread command) {
    this.command = command;
    this.wish = command::interrupt;
  }

  /// For the command that the calling thread runs.
  static StopSignal install() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-signal").unstarted(signal::stop));
    return signal;
  }

  /// What to do instead of interrupting the command.
  void onStop(Runnable instead) {
    wish = instead;
  }

  boolean came() {
    return came;
  }

  /// The command is over; what comes now is the end of the process.
  void ended(int exitStatus) {
    status = exitStatus;
    ended.countDown();
  }

  private void stop() {
    if (ended.getCount() == 0) {
      return;
    }
    came = true;
    wish.run();
    boolean safe = false;
    try {
      safe = ended.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      command.interrupt();
    }
    if (!safe) {
      System.err.println(
          "cutover: not everything came to a safe point in time; leases run out by themselves.");
    }
    System.out.flush();
    // A signal would end the process with 128 + its number; the status of the command says more.
    Runtime.getRuntime().halt(status);
  }
}
