package dev.cutover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.kit.StepRun;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.secret.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Instant BEGUN = Instant.parse("2026-03-28T20:00:00Z");
  private final List<JournalRecord> journal = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void pageAndPaperTellTheSameAndNeedNothingElse() throws IOException {
    String page = HtmlReport.of(report());
    String paper = text(PdfReport.of(report()));
    // To be looked at, as the screens are.
    ReportFiles.write(Path.of("target", "report"), report(), Map.of());

    for (String told :
        List.of(
            "How it ended: done",
            "the mapping of team B is known to lag",
            "anna@ws14",
            "digest public.tenants",
            "2026-03-28 20:00:17 UTC",
            "Europe/Berlin")) {
      assertThat(page).contains(told);
      assertThat(paper.replaceAll("\\s+", " ")).contains(told);
    }
    assertThat(page).doesNotContain("<script", "http://", "https://", "<link", "<img", "url(");
  }

  @Test
  void whatThePlatformSaysCannotBecomeMarkupNorASecretBeSeen() throws IOException {
    String page = HtmlReport.of(report());
    assertThat(page).contains("&lt;b&gt;bold&lt;/b&gt; &amp; 'x'".replace("'", "&#39;"));
    assertThat(page).doesNotContain("<b>bold");
    assertThat(page + text(PdfReport.of(report()))).doesNotContain("canary-4711");
  }

  @Test
  void everyByteOfTheFolderIsProved() throws IOException {
    Path source = Files.writeString(folder.resolve("j"), "line\n");
    Path made = folder.resolve("report");
    ReportFiles.Written written = ReportFiles.write(made, report(), Map.of("journal.log", source));

    assertThat(severities(made, written.sha256())).containsOnly(Severity.PASS).hasSize(4);
    for (String each : List.of("report.html", "report.pdf", "journal.log")) {
      byte[] whole = Files.readAllBytes(made.resolve(each));
      byte[] flipped = whole.clone();
      flipped[whole.length / 2] ^= 1;
      Files.write(made.resolve(each), flipped);
      assertThat(ReportFiles.verify(made, written.sha256()))
          .filteredOn(found -> found.severity() == Severity.FAIL)
          .singleElement()
          .matches(found -> found.check().equals(each) && found.found().startsWith("was changed"));
      Files.write(made.resolve(each), whole);
    }
    Files.delete(made.resolve("journal.log"));
    assertThat(severities(made, written.sha256())).contains(Severity.FAIL);
  }

  @Test
  void aManifestThatWasRewrittenIsNoticedByItsHash() throws IOException {
    ReportFiles.Written written = ReportFiles.write(folder.resolve("r"), report(), Map.of());
    Path manifest = written.folder().resolve(ReportFiles.MANIFEST);
    assertThat(severities(written.folder(), "")).contains(Severity.WARN);
    Files.writeString(manifest, Files.readString(manifest).replace("\"format\"", "\"Format\""));
    assertThat(severities(written.folder(), written.sha256())).contains(Severity.FAIL);
    Files.writeString(manifest, "{\"files\":{\"../secret\":{\"sha256\":\"x\"}}}");
    Files.writeString(folder.resolve("secret"), "x");
    assertThat(severities(written.folder(), "")).doesNotContain(Severity.PASS);
    Files.writeString(manifest, "not json");
    assertThat(severities(written.folder(), "")).contains(Severity.FAIL);
    Files.delete(manifest);
    assertThat(severities(written.folder(), "")).containsOnly(Severity.FAIL);
  }

  @Test
  void anUnfinishedRunIsNotToldAsDone() {
    record("freeze", "", Phase.FAILED, Evidence.of("trigger", "fail: it is missing"), "no right");
    Evidences open = maker().of(StepRun.plan("r9", Map.of()), journal, Map.of());
    assertThat(open.good()).isFalse();
    assertThat(open.outcome()).startsWith("open");
    assertThat(open.steps().getFirst().state()).isEqualTo("failed");
    assertThat(open.checks()).singleElement().matches(each -> each.severity().equals("fail"));
  }

  private static List<Severity> severities(Path folder, String sha256) {
    return ReportFiles.verify(folder, sha256).stream().map(Finding::severity).toList();
  }

  static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static ReportMaker maker() {
    KnownSecrets known = new KnownSecrets();
    known.add("canary-4711");
    return new ReportMaker(
        InstantSource.fixed(BEGUN.plusSeconds(7200)),
        ZoneId.of("Europe/Berlin"),
        text -> known.redact(Redaction.of(text)));
  }

  Evidences report() {
    journal.clear();
    record("run", "", Phase.BEGUN, Evidence.of("plan sha256", "ab".repeat(32)), "");
    Evidence checks = Evidence.of("clock", "pass: the server's clock is 3 ms away");
    for (int i = 0; i < 30; i++) {
      checks = checks.and("check " + i, (i == 7 ? "warn" : "pass") + ": looked at item " + i);
    }
    record("preflight", "", Phase.INTENT, checks, "");
    record(
        "preflight",
        "",
        Phase.DECISION,
        Evidence.of("accepted", "before: check 7")
            .and("reason", "the mapping of team B is known to lag"),
        "");
    record("preflight", "", Phase.VERIFIED, Evidence.NONE, "");
    record("backup", "dump", Phase.INTENT, Evidence.NONE, "");
    record(
        "backup",
        "dump",
        Phase.DONE,
        Evidence.of("rows public.work_items", 120344)
            .and("rows public.tenants", 3)
            .and("digest public.tenants", "3:8812:1199")
            .and("file", "/backups/r1/pulse.dump")
            .and("said", "<b>bold</b> & 'x' \u2603 \ud83d\ude80")
            .and("address", "postgresql://postgres:canary-4711@db/pulse"),
        "");
    record("backup", "", Phase.VERIFIED, Evidence.of("proof", "pass: all digests equal"), "");
    record(
        "validation",
        "checklist",
        Phase.DONE,
        Evidence.of("F1 ETL pipeline triggers successfully", "PASS | looked at runs")
            .and("rows public.work_items", 120350),
        "");
    record("validation", "", Phase.VERIFIED, Evidence.of("F1", "pass: 4 runs"), "");
    record("run", "", Phase.ENDED, Evidence.of("how", "done"), "");
    return maker()
        .of(
            StepRun.plan("r1", Map.of("soak", "PT24H")),
            journal,
            Map.of("Cutover Console", "0.1", "Java", "25"));
  }

  private void record(String step, String effect, Phase phase, Evidence evidence, String error) {
    int seq = journal.size() + 1;
    journal.add(
        new JournalRecord(
            seq,
            "r1",
            step,
            effect,
            phase,
            BEGUN.plusSeconds(seq * 17L),
            seq,
            "anna@ws14",
            1,
            evidence,
            error));
  }
}
