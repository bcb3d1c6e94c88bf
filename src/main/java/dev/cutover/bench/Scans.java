package dev.cutover.bench;

/// Two scans of two files, in milliseconds. Which of the files is in the memory of the system
/// decides more than anything else when they do not both fit into it, and a scan leaves there what
/// it read last. So each is measured right behind a scan of its own file that does not count, in
/// the order ours, bare, bare, ours, and the shorter of the two times of each is taken.
record Scans(double ours, double bare) {
  static Scans of(Runnable ours, Runnable bare) {
    double ourFirst = readAgain(ours);
    double bareFirst = readAgain(bare);
    double bareThen = readAgain(bare);
    double ourThen = readAgain(ours);
    return new Scans(Math.min(ourFirst, ourThen), Math.min(bareFirst, bareThen));
  }

  private static double readAgain(Runnable scan) {
    scan.run();
    return Millis.took(scan);
  }
}
