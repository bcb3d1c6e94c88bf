package dev.cutover.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A folder with many small issues for the `files` source.
final class IssueFolder {
  static final int CHANGES = 3;

  private IssueFolder() {}

  static void write(Path folder, int issues) throws IOException {
    Files.createDirectories(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("jira_issues.ndjson"))) {
      for (int n = 1; n <= issues; n++) {
        out.write(issue(n));
        out.newLine();
      }
    }
  }

  private static String issue(int n) {
    StringBuilder histories = new StringBuilder();
    for (int change = 0; change < CHANGES; change++) {
      histories
          .append(change == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  """
                  {"id":"%d","author":{"displayName":"Ada"},"created":"2026-01-0%dT10:00:00.000+0000",\
                  "items":[{"field":"status","from":"%d","fromString":"S%d","to":"%d","toString":"S%d"}]}\
                  """,
                  n * 10 + change,
                  change + 2,
                  change + 1,
                  change + 1,
                  change + 2,
                  change + 2));
    }
    return String.format(
        Locale.ROOT,
        """
        {"id":"%d","key":"P-%d","fields":{"summary":"Issue %d","created":"2026-01-01T10:00:00.000+0000",\
        "updated":"2026-02-01T10:00:00.000+0000","project":{"id":"1","key":"P","name":"Project"},\
        "issuetype":{"id":"1","name":"Task","hierarchyLevel":0},\
        "status":{"id":"4","name":"S4","statusCategory":{"key":"done","name":"Done"}}},\
        "changelog":{"total":%d,"maxResults":%d,"startAt":0,"histories":[%s]}}\
        """,
        n,
        n,
        n,
        CHANGES,
        CHANGES,
        histories);
  }
}
