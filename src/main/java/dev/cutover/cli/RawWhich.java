package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.RawStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which raw rows: the options that all verbs over many rows share.
final class RawWhich {
  @Option(names = "--tenant", paramLabel = "T", description = "name or id")
  private @Nullable String tenant;

  @Option(names = "--integration", paramLabel = "N")
  private @Nullable Long integration;

  @Option(names = "--entity", split = ",", paramLabel = "E,..", description = "such as jira_issues")
  private List<String> entities = new ArrayList<>();

  @Option(names = "--state", split = ",", paramLabel = "S,..", description = "such as failed")
  private List<String> states = new ArrayList<>();

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "the record's id at its source, or an issue's key")
  private @Nullable String externalId;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "extracted then or later; UTC, such as 2026-11-23T21:00")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "extracted before then")
  private @Nullable String to;

  @Option(names = "--text", paramLabel = "TEXT", description = "occurs in the document")
  private @Nullable String text;

  @Option(
      names = "--path",
      paramLabel = "JSONPATH",
      description = "finds something in the document, such as '$.fields.labels[*] ? (@ == \"x\")'")
  private @Nullable String path;

  boolean isEverything() {
    return tenant == null
        && integration == null
        && entities.isEmpty()
        && states.isEmpty()
        && externalId == null
        && from == null
        && to == null
        && text == null
        && path == null;
  }

  /// The conditions as they were given, for those who read them later; empty when there are none.
  String words(List<Long> ids) {
    List<String> words = new ArrayList<>();
    say(words, "ids", ids.isEmpty() ? null : ids);
    say(words, "tenant", tenant);
    say(words, "integration", integration);
    say(words, "entity", entities.isEmpty() ? null : String.join(",", entities));
    say(words, "state", states.isEmpty() ? null : String.join(",", states));
    say(words, "external-id", externalId);
    say(words, "from", from);
    say(words, "to", to);
    say(words, "text", text);
    say(words, "path", path);
    return String.join(", ", words);
  }

  private static void say(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }

  RawQuery.Draft query(RawSource source) {
    return query(tenant(source));
  }

  /// Where the names of tenants are not known beforehand.
  RawQuery.Draft queryByNumbers() {
    String wanted = tenant;
    if (wanted != null && !wanted.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("--tenant: with a backup, name the tenant by its number.");
    }
    return query(wanted == null ? null : new TenantId(Long.parseLong(wanted)));
  }

  private RawQuery.Draft query(@Nullable TenantId chosen) {
    for (String state : states) {
      if (RawStatus.of(state).isEmpty()) {
        throw new IllegalArgumentException(
            "--state: '" + state + "' is none of " + String.join(", ", RawStatus.words()) + ".");
      }
    }
    return RawQuery.all()
        .tenant(chosen)
        .integration(integration == null ? null : new IntegrationId(integration))
        .entities(Set.copyOf(entities))
        .states(Set.copyOf(states))
        .externalId(externalId)
        .from(from == null ? null : moment("--from", from))
        .to(to == null ? null : moment("--to", to))
        .text(text)
        .path(path);
  }

  private @Nullable TenantId tenant(RawSource source) {
    String wanted = tenant;
    if (wanted == null) {
      return null;
    }
    List<RawFacets.Tenant> all = source.tenants();
    return all.stream()
        .filter(each -> each.name().equals(wanted) || each.id().toString().equals(wanted))
        .map(RawFacets.Tenant::id)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Exit.USAGE,
                    new Problem(
                        "tenant.unknown",
                        "There is no tenant '" + wanted + "'.",
                        "There are: "
                            + String.join(", ", all.stream().map(RawFacets.Tenant::name).toList())
                            + ".")));
  }

  /// A moment as people write it: with a zone, or in UTC, or a day.
  static Instant moment(String option, String text) {
    String written = text.strip().replace(' ', 'T').toUpperCase(Locale.ROOT);
    try {
      if (!written.contains("T")) {
        return LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return written.matches(".*T.*(Z|[+-][0-9:]+)$")
          ? OffsetDateTime.parse(written).toInstant()
          : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          option + ": '" + text + "' is no time. Write it like 2026-11-23T21:00 or 2026-11-23.", e);
    }
  }
}
