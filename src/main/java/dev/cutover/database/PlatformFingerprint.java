package dev.cutover.database;

import dev.cutover.cutover.MigrationStatus.Recognition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How the platform's schema is known: the tables and columns that its monolith had. Further tables
/// and columns are the platform's own business.
final class PlatformFingerprint {
  private static final String RESOURCE = "/db/platform-fingerprint.properties";

  // A database with all of these is the platform's, however much else differs.
  private static final List<String> CORE =
      List.of(
          "tenants",
          "integrations",
          "projects",
          "work_items",
          "changelogs",
          "repositories",
          "prs",
          "etl_jobs",
          "migration_history");

  // The platform renamed this table at some time: either name will do.
  private static final String OLD_LINKS = "wits_prs_links";
  private static final String NEW_LINKS = "work_items_prs_links";

  private final Map<String, Set<String>> expected;

  private PlatformFingerprint(Map<String, Set<String>> expected) {
    this.expected = expected;
  }

  static PlatformFingerprint load() {
    Properties lines = new Properties();
    try (InputStream in = PlatformFingerprint.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      lines.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
    Map<String, Set<String>> expected = new TreeMap<>();
    lines.forEach(
        (table, columns) ->
            expected.put(
                String.valueOf(table), new TreeSet<>(List.of(String.valueOf(columns).split(" ")))));
    return new PlatformFingerprint(expected);
  }

  Recognition recognise(Catalogue found) {
    if (found.isEmpty()) {
      return Recognition.EMPTY;
    }
    if (!CORE.stream().allMatch(found::has)) {
      return Recognition.FOREIGN;
    }
    boolean withoutEntity =
        found.has("raw_extraction_data", "type")
            && !found.has("raw_extraction_data", "entity_type");
    boolean later = withoutEntity || found.has("etl_jobs", "schedule_interval_minutes");
    if (later) {
      return Recognition.PLATFORM_LATER;
    }
    return found.has("raw_extraction_data") || found.has("etl_job_queue")
        ? Recognition.PLATFORM_SEED
        : Recognition.PLATFORM;
  }

  /// What the monolith's schema has and this one lacks, such as `prs.url`, or `workflows` for a
  /// whole table.
  List<String> missing(Catalogue found) {
    List<String> missing = new ArrayList<>();
    expected.forEach(
        (table, columns) -> {
          String there = table.equals(OLD_LINKS) && !found.has(table) ? NEW_LINKS : table;
          if (!found.has(there)) {
            missing.add(table);
            return;
          }
          for (String column : columns) {
            if (!found.has(there, column)) {
              missing.add(table + "." + column);
            }
          }
        });
    return missing;
  }

  Map<String, Set<String>> expected() {
    return expected;
  }
}
