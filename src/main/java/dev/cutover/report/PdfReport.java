package dev.cutover.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The evidence as a PDF: the same parts in the same order as [HtmlReport].
public final class PdfReport {
  private static final float[] FACTS = {0.28f, 0.72f};

  private PdfReport() {}

  public static byte[] of(Evidences report) {
    try (Paper paper = new Paper("Cutover " + report.plan().id())) {
      Moments moments = new Moments(report.zone());
      head(paper, report, moments);
      checks(paper, report);
      decisions(paper, report, moments);
      steps(paper, report, moments);
      counts(paper, report);
      facts(paper, "Hashes", report.hashes());
      facts(paper, "Versions", report.versions());
      journal(paper, report, moments);
      return paper.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("The report could not be made as PDF", e);
    }
  }

  private static void head(Paper paper, Evidences report, Moments moments) throws IOException {
    var target = report.plan().target();
    paper.title("Cutover " + report.plan().id());
    paper.paragraph(
        target.database()
            + " on "
            + target.host()
            + ":"
            + target.port()
            + ", from "
            + report.plan().service().name()
            + " to the pipeline");
    paper.outcome("How it ended: " + report.outcome(), report.good() ? "pass" : "warn");
    paper.paragraph(
        moments.both(report.begun())
            + " to "
            + moments.both(report.ended())
            + " | acted: "
            + String.join(", ", report.actors()));
    paper.paragraph("Made " + moments.both(report.made()) + " by the Cutover Console.");
  }

  private static void checks(Paper paper, Evidences report) throws IOException {
    paper.heading("Checks");
    List<List<String>> rows = new ArrayList<>();
    for (Evidences.CheckLine each : report.checks()) {
      rows.add(
          List.of(each.step() + " " + each.when(), each.severity(), each.check(), each.found()));
    }
    table(
        paper,
        new float[] {0.15f, 0.08f, 0.27f, 0.5f},
        List.of("step", "result", "check", "what was found"),
        rows);
  }

  private static void decisions(Paper paper, Evidences report, Moments moments) throws IOException {
    paper.heading("Decisions and accepted risks");
    List<List<String>> rows = new ArrayList<>();
    for (Evidences.DecisionLine each : report.decisions()) {
      rows.add(
          List.of(moments.utc(each.at()), each.actor(), each.step(), each.what(), each.reason()));
    }
    table(
        paper,
        new float[] {0.23f, 0.12f, 0.12f, 0.25f, 0.28f},
        List.of("when", "who", "step", "what", "reason"),
        rows);
  }

  private static void steps(Paper paper, Evidences report, Moments moments) throws IOException {
    paper.heading("Steps");
    List<List<String>> rows = new ArrayList<>();
    for (Evidences.StepLine each : report.steps()) {
      rows.add(
          List.of(
              each.number(),
              each.word(),
              each.state(),
              moments.utc(each.begun()),
              moments.utc(each.ended()),
              Moments.took(each.took())));
    }
    table(
        paper,
        new float[] {0.07f, 0.17f, 0.12f, 0.25f, 0.25f, 0.14f},
        List.of("", "step", "state", "begun", "ended", "took"),
        rows);
    paper.heading("Evidence");
    for (Evidences.StepLine step : report.steps()) {
      for (Evidences.EffectLine effect : step.effects()) {
        paper.paragraph(step.number() + " " + step.word() + ": " + effect.name());
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("state", effect.state()));
        effect.facts().forEach(each -> facts.add(List.of(each.name(), each.value())));
        paper.table(FACTS, List.of(), facts);
      }
    }
  }

  private static void counts(Paper paper, Evidences report) throws IOException {
    paper.heading("Rows before and after");
    List<List<String>> rows = new ArrayList<>();
    for (Evidences.CountLine each : report.counts()) {
      rows.add(List.of(each.table(), each.before(), each.after()));
    }
    table(paper, new float[] {0.6f, 0.2f, 0.2f}, List.of("table", "before", "after"), rows);
  }

  private static void facts(Paper paper, String title, List<Evidences.Fact> facts)
      throws IOException {
    paper.heading(title);
    List<List<String>> rows = new ArrayList<>();
    facts.forEach(each -> rows.add(List.of(each.name(), each.value())));
    table(paper, FACTS, List.of("what", "value"), rows);
  }

  private static void journal(Paper paper, Evidences report, Moments moments) throws IOException {
    paper.heading("Journal");
    List<List<String>> rows = new ArrayList<>();
    for (Evidences.JournalText each : report.journal()) {
      rows.add(
          List.of(
              String.valueOf(each.seq()),
              moments.utc(each.at()),
              each.step() + (each.effect().isEmpty() ? "" : ": " + each.effect()),
              each.phase(),
              each.text()));
    }
    table(
        paper,
        new float[] {0.05f, 0.23f, 0.2f, 0.12f, 0.4f},
        List.of("", "when", "step", "phase", "what"),
        rows);
  }

  private static void table(
      Paper paper, float[] shares, List<String> heads, List<List<String>> rows) throws IOException {
    if (rows.isEmpty()) {
      paper.paragraph("none");
    } else {
      paper.table(shares, heads, rows);
    }
  }
}
