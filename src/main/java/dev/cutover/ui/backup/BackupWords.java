package dev.cutover.ui.backup;

import dev.cutover.check.Finding;
import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.Difference;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.cutover.backup.SequenceState;
import dev.cutover.ui.Backups;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Progress and results of backups in the words of the window.
final class BackupWords {
  private final Texts texts;

  BackupWords(Texts texts) {
    this.texts = texts;
  }

  /// Such as `Dumping public.raw_extraction_data (table 14 of 31)`.
  String doing(BackupProgress progress) {
    String phase = texts.get("backup.phase." + progress.phase().name().toLowerCase(Locale.ROOT));
    return progress.table().isEmpty()
        ? phase
        : texts.get(
            "backup.doing", phase, progress.table(), progress.tablesDone(), progress.tables());
  }

  static double share(BackupProgress progress) {
    return progress.total() <= 0 ? -1 : Math.min(1, (double) progress.done() / progress.total());
  }

  String measure(BackupProgress progress) {
    BackupProgress.Left left = progress.left();
    String rest =
        left == null
            ? texts.get("backup.estimating")
            : texts.get("cutover.left", Times.span(left.least()), Times.span(left.most()));
    return texts.get(
        "backup.measure",
        100 * progress.done() / Math.max(1, progress.total()),
        size(progress.done()),
        size(progress.total()),
        size(Math.round(progress.rate())),
        rest);
  }

  String size(long bytes) {
    return Bytes.text(bytes, texts.locale());
  }

  String room(Backups.Outlook outlook) {
    return texts.get(
        "backup.room", outlook.folder().toString(), size(outlook.bytes()), size(outlook.free()));
  }

  /// What a manifest says, as findings: proof first.
  List<Finding> report(Manifest manifest) {
    List<Finding> lines = new ArrayList<>(proof(manifest.proof()));
    lines.add(
        Finding.pass(
            texts.get("backup.report.contents"),
            texts.get(
                "backup.report.contents.text",
                manifest.tables().size(),
                manifest.rows(),
                size(manifest.archive().bytes()),
                Times.span(Duration.between(manifest.begun(), manifest.ended())))));
    lines.add(Finding.pass(texts.get("backup.report.sha256"), manifest.archive().sha256()));
    lines.add(Finding.pass(texts.get("backup.report.position"), manifest.position()));
    for (SequenceState each : manifest.sequences()) {
      if (!each.ahead()) {
        lines.add(
            Finding.warn(
                texts.get("backup.report.sequence", each.sequence()),
                texts.get("backup.report.sequence.text", each.value(), each.column(), each.most()),
                ""));
      }
    }
    if (!manifest.notCarried().isEmpty()) {
      lines.add(
          Finding.pass(
              texts.get("backup.report.not-carried"), String.join("; ", manifest.notCarried())));
    }
    return lines;
  }

  List<Finding> proof(Proof proof) {
    String check = texts.get("backup.report.proof");
    return switch (proof.state()) {
      case PROVED ->
          List.of(Finding.pass(check, texts.get("backup.report.proved", proof.restoredOn())));
      case UNVERIFIED ->
          List.of(
              Finding.warn(
                  check, texts.get("backup.report.unverified"), texts.get("backup.report.verify")));
      case DIFFERS -> proof.differences().stream().map(each -> differs(check, each)).toList();
    };
  }

  private Finding differs(String check, Difference difference) {
    return Finding.fail(check, difference.toString(), texts.get("backup.report.differs"));
  }
}
