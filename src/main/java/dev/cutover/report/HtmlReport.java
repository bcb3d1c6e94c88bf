package dev.cutover.report;

import dev.cutover.report.Evidences.CheckLine;
import dev.cutover.report.Evidences.EffectLine;
import dev.cutover.report.Evidences.Fact;
import dev.cutover.report.Evidences.StepLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The evidence as one page that needs nothing beside it: no script, no font, no picture from
/// elsewhere. It prints as it stands.
public final class HtmlReport {
  private HtmlReport() {}

  public static String of(Evidences report) {
    Moments moments = new Moments(report.zone());
    Html page = new Html();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    page.say("Cutover " + report.plan().id()).raw("</title><style>\n").raw(css());
    page.raw("</style></head><body>\n");
    head(page, report, moments);
    checks(page, report);
    decisions(page, report, moments);
    steps(page, report, moments);
    counts(page, report);
    facts(page, "Hashes", report.hashes(), "The journal tells no hashes.");
    facts(page, "Versions", report.versions(), "No versions are known.");
    journal(page, report, moments);
    page.raw("<footer>")
        .say(
            "Made "
                + moments.both(report.made())
                + " by the Cutover Console. manifest.json beside this file holds the hash of every"
                + " file of this report; `cutover report verify` proves them.")
        .raw("</footer></body></html>\n");
    return page.toString();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/report/report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void head(Html page, Evidences report, Moments moments) {
    page.raw("<h1>").say("Cutover " + report.plan().id()).raw("</h1>");
    page.raw("<p class=\"sub\">")
        .say(
            report.plan().target().database()
                + " on "
                + report.plan().target().host()
                + ":"
                + report.plan().target().port()
                + ", from "
                + report.plan().service().name()
                + " to the pipeline")
        .raw("</p>\n");
    boolean bad = report.checks().stream().anyMatch(each -> each.severity().equals("fail"));
    page.raw("<div class=\"banner " + (report.good() ? "good" : bad ? "bad" : "") + "\"><b>");
    page.say("How it ended: " + report.outcome()).raw("</b><span>");
    page.say(
            moments.both(report.begun())
                + " to "
                + moments.both(report.ended())
                + " | acted: "
                + (report.actors().isEmpty() ? "nobody" : String.join(", ", report.actors())))
        .raw("</span></div>\n<div class=\"tiles\">");
    for (String severity : List.of("pass", "warn", "fail")) {
      long count =
          report.checks().stream().filter(each -> each.severity().equals(severity)).count();
      tile(page, count, "checks: " + severity);
    }
    tile(page, report.decisions().size(), "decisions of a person");
    long verified = report.steps().stream().filter(each -> each.state().equals("verified")).count();
    tile(page, verified, "steps verified of " + report.plan().steps().size());
    page.raw("</div>\n");
    var target = report.plan().target();
    facts(
        page,
        "What was planned",
        List.of(
            new Fact("plan", report.plan().id() + ", made " + moments.both(report.plan().made())),
            new Fact("made by", report.plan().actor()),
            new Fact(
                "database",
                target.database()
                    + " at "
                    + target.host()
                    + ":"
                    + target.port()
                    + ", system "
                    + target.systemIdentifier()
                    + ", oid "
                    + target.databaseOid()),
            new Fact("broker", target.brokerName() + " at " + target.broker()),
            new Fact(
                "old service",
                report.plan().service().name() + " in " + report.plan().service().folder()),
            new Fact("options", String.valueOf(report.plan().options()))),
        "");
  }

  private static void tile(Html page, long number, String what) {
    page.raw("<div class=\"tile\"><b>")
        .say(String.valueOf(number))
        .raw("</b><span>")
        .say(what)
        .raw("</span></div>");
  }

  private static void checks(Html page, Evidences report) {
    page.heading("Checks");
    if (report.checks().isEmpty()) {
      page.none("No check was recorded.");
      return;
    }
    page.table(List.of("step", "", "result", "check", "what was found"));
    for (CheckLine each : report.checks()) {
      page.row()
          .cell(each.step())
          .cell(each.when())
          .pill(each.severity())
          .cell(each.check())
          .cell(each.found())
          .endRow();
    }
    page.endTable();
  }

  private static void decisions(Html page, Evidences report, Moments moments) {
    page.heading("Decisions and accepted risks");
    if (report.decisions().isEmpty()) {
      page.none("Nothing had to be decided or accepted.");
      return;
    }
    page.table(List.of("when", "who", "step", "what", "reason"));
    for (Evidences.DecisionLine each : report.decisions()) {
      page.row()
          .cell("t", moments.utc(each.at()))
          .cell(each.actor())
          .cell(each.step())
          .cell(each.what())
          .cell(each.reason().isEmpty() ? "-" : each.reason())
          .endRow();
    }
    page.endTable();
  }

  private static void steps(Html page, Evidences report, Moments moments) {
    page.heading("Steps");
    if (report.steps().isEmpty()) {
      page.none("No step was begun.");
      return;
    }
    page.table(List.of("", "step", "state", "begun", "ended", "took|n", "estimate|n"));
    for (StepLine each : report.steps()) {
      page.row()
          .cell(each.number())
          .cell(each.word())
          .pill(each.state())
          .cell("t", moments.utc(each.begun()))
          .cell("t", moments.utc(each.ended()))
          .cell("n", Moments.took(each.took()))
          .cell("n", Moments.took(report.plan().estimates().get(each.word())))
          .endRow();
    }
    page.endTable();
    page.heading("Evidence");
    for (StepLine step : report.steps()) {
      if (!step.effects().isEmpty()) {
        page.raw("<h3>").say(step.number() + " " + step.word()).raw("</h3>\n");
        step.effects().forEach(each -> effect(page, each));
      }
    }
  }

  private static void effect(Html page, EffectLine effect) {
    page.raw("<div class=\"effect\"><b>").say(effect.name()).raw("</b> ");
    String style = effect.state().replaceAll("[^a-z]", "");
    page.raw("<span class=\"pill " + style + "\">").say(effect.state()).raw("</span>");
    if (!effect.facts().isEmpty()) {
      page.raw("<table><tbody>");
      rows(page, effect.facts());
      page.raw("</tbody></table>");
    }
    page.raw("</div>\n");
  }

  private static void rows(Html page, List<Fact> facts) {
    for (Fact each : facts) {
      page.row().cell("k", each.name()).raw("<td><code>").say(each.value());
      page.raw("</code></td>").endRow();
    }
  }

  private static void counts(Html page, Evidences report) {
    page.heading("Rows before and after");
    if (report.counts().isEmpty()) {
      page.none("The journal tells no counts of rows.");
      return;
    }
    page.table(List.of("table", "before|n", "after|n"));
    for (Evidences.CountLine each : report.counts()) {
      page.row()
          .cell(each.table())
          .cell("n", each.before())
          .cell("n", each.after().isEmpty() ? "-" : each.after())
          .endRow();
    }
    page.endTable();
  }

  private static void facts(Html page, String title, List<Fact> facts, String none) {
    page.heading(title);
    if (facts.isEmpty()) {
      page.none(none);
      return;
    }
    page.raw("<table><tbody>");
    rows(page, facts);
    page.raw("</tbody></table>\n");
  }

  private static void journal(Html page, Evidences report, Moments moments) {
    page.heading("Journal");
    page.table(List.of("|n", "when", "step", "effect", "phase", "who", "what"));
    for (Evidences.JournalText each : report.journal()) {
      page.row()
          .cell("n", String.valueOf(each.seq()))
          .cell("t", moments.utc(each.at()))
          .cell(each.step())
          .cell(each.effect())
          .cell(each.phase())
          .cell(each.actor())
          .raw("<td><code>")
          .say(each.text())
          .raw("</code></td>")
          .endRow();
    }
    page.endTable();
  }
}
