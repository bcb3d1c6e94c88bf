package dev.cutover.boot;

import dev.cutover.cutover.RunShelf;
import dev.cutover.journal.RunFolders;
import dev.cutover.report.Evidences;
import dev.cutover.report.HtmlReport;
import dev.cutover.report.ReportFiles;
import dev.cutover.report.ReportMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The evidence of runs as files that can be proved later.
public final class RunReports {
  private final RunFolders runs;
  private final UnaryOperator<String> mask;

  RunReports(RunFolders runs, UnaryOperator<String> mask) {
    this.runs = runs;
    this.mask = mask;
  }

  /// @param sha256 of the manifest: kept elsewhere, it proves the whole folder
  public record Written(Path folder, String sha256) {
    /// To be opened in a browser.
    public Path page() {
      return folder.resolve(ReportFiles.PAGE);
    }
  }

  /// Page, PDF, journal and plan, with a manifest of their hashes. Replaces files of these names.
  public Written write(String run, Path folder) {
    Map<String, Path> sources = new LinkedHashMap<>();
    for (String name : new String[] {RunFolders.PLAN, RunFolders.JOURNAL}) {
      Path file = runs.of(run).resolve(name);
      if (Files.isRegularFile(file)) {
        sources.put(name, file);
      }
    }
    ReportFiles.Written written =
        ReportFiles.write(folder.toAbsolutePath().normalize(), evidences(run), sources);
    return new Written(written.folder(), written.sha256());
  }

  /// The page alone.
  public Path page(String run, Path file) {
    Path page = file.toAbsolutePath().normalize();
    try {
      Files.writeString(page, HtmlReport.of(evidences(run)));
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException("The report could not be written to " + page, e);
    }
  }

  private Evidences evidences(String run) {
    RunShelf shelf = runs;
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Java", Runtime.version().toString());
    return new ReportMaker(InstantSource.system(), ZoneId.systemDefault(), mask)
        .of(shelf.plan(run).plan(), shelf.records(run), versions);
  }
}
