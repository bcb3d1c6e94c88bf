package dev.cutover.broker;

import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue.DeadMessage;
import dev.cutover.pipeline.JobQueue.ForeignJob;
import dev.cutover.pipeline.JobQueue.Intake;
import dev.cutover.pipeline.JobQueue.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Keeps what it is given, and answers as the test wants (by default: acknowledges).
class CollectingIntake implements Intake {
  final List<Hint> hints = new CopyOnWriteArrayList<>();
  final List<ForeignJob> foreign = new CopyOnWriteArrayList<>();
  final List<DeadMessage> dead = new CopyOnWriteArrayList<>();
  final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  private final Consumer<Receipt> answer;

  CollectingIntake() {
    this(Receipt::acknowledge);
  }

  CollectingIntake(Consumer<Receipt> answer) {
    this.answer = answer;
  }

  static CollectingIntake holding() {
    return new CollectingIntake(_ -> {});
  }

  @Override
  public void hint(Hint hint, Receipt receipt) {
    hints.add(hint);
    receipts.add(receipt);
    answer.accept(receipt);
  }

  @Override
  public void foreignJob(ForeignJob job, Receipt receipt) {
    foreign.add(job);
    receipts.add(receipt);
    answer.accept(receipt);
  }

  @Override
  public void unreadable(DeadMessage message, Receipt receipt) {
    dead.add(message);
    receipts.add(receipt);
    answer.accept(receipt);
  }
}
