package dev.cutover.database;

import dev.cutover.cutover.RunLock;
import java.util.Map;

/// A console that holds the lock until it is killed.
final class LockHoldingProcess {
  private LockHoldingProcess() {}

  public static void main(String[] arguments) throws Exception {
    MaintenanceDatabase place =
        new MaintenanceDatabase(DatabaseAddress.parse(arguments[0], Map.of()));
    RunLock.Attempt attempt =
        new PgRunLock(place, "child", ProcessHandle.current().pid())
            .acquire(arguments[1], "a child");
    System.out.println("epoch " + ((RunLock.Attempt.Acquired) attempt).lock().epoch());
    int _ = System.in.read();
  }
}
