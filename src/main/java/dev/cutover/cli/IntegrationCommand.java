package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.Hold;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.Schedules;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `integration list, add, test, remove`.
@Command(
    name = "integration",
    description = "The Jira sites, GitHub organisations and folders that are read.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IntegrationCommand.ListThem.class,
      IntegrationCommand.Add.class,
      IntegrationSample.class,
      IntegrationCommand.Test.class,
      IntegrationSwitch.Enable.class,
      IntegrationSwitch.Disable.class,
      IntegrationHold.Pause.class,
      IntegrationHold.Resume.class,
      IntegrationSchedule.class,
      IntegrationCommand.Remove.class
    })
final class IntegrationCommand extends Group {

  @Command(
      name = "list",
      description = "Shows the integrations and how often each is read by itself.")
  static final class ListThem extends Verb {
    @Override
    int run(Session session, Printer out) {
      Ready.database(session);
      List<IntegrationAdmin.Line> lines = session.integrationAdmin().list();
      Map<Long, Schedules.Line> schedules = new HashMap<>();
      session.schedules().list().forEach(each -> schedules.put(each.integration().value(), each));
      ArrayNode json = Printer.array();
      List<List<String>> rows = new ArrayList<>();
      for (IntegrationAdmin.Line line : lines) {
        Schedules.Line schedule = schedules.get(line.integration());
        String where = line.url().isEmpty() ? line.settings().getOrDefault("path", "") : line.url();
        rows.add(
            List.of(
                String.valueOf(line.integration()),
                line.tenant(),
                line.provider(),
                where,
                state(line),
                IntegrationSchedule.words(schedule),
                line.settings()
                    .getOrDefault("projects", line.settings().getOrDefault("repos", ""))));
        Hold hold = line.hold();
        ObjectNode node =
            json.addObject()
                .put("tenant", line.tenantId())
                .put("tenant_name", line.tenant())
                .put("integration", line.integration())
                .put("provider", line.provider())
                .put("url", line.url())
                .put("user", line.user())
                .put("active", line.active())
                .put("paused_because", line.pausedBecause())
                .put("held_by", hold == null ? null : hold.by())
                .put("held_since", hold == null ? null : hold.since().toString())
                .put("held_because", hold == null ? null : hold.because());
        IntegrationSchedule.put(node, schedule);
        ObjectNode settings = node.putObject("settings");
        line.settings().forEach(settings::put);
        ObjectNode mappings = node.putObject("mappings");
        line.mappings().forEach(mappings::put);
      }
      out.document(json);
      if (rows.isEmpty()) {
        out.line(
            "No integrations yet. Add one with `cutover integration add`, or, to try the program,"
                + " `cutover integration sample`.");
      } else {
        out.table(
            List.of("id", "tenant", "provider", "address", "state", "schedule", "reads"), rows);
      }
      return Exit.DONE;
    }
  }

  private static String state(IntegrationAdmin.Line line) {
    if (!line.active()) {
      return "off";
    }
    Hold hold = line.hold();
    if (hold != null) {
      return "paused by " + hold.by() + ": " + hold.because();
    }
    return line.pausedBecause() == null ? "on" : "waits for its source";
  }

  @Command(name = "add", description = "Adds an integration; creates the tenant when it is new.")
  static final class Add extends Verb {
    private static final Set<String> PROVIDERS = Set.of("jira", "github", "files");

    @Option(names = "--tenant", required = true, paramLabel = "NAME")
    private String tenant = "";

    @Option(names = "--provider", required = true, paramLabel = "jira|github|files")
    private String provider = "";

    @Option(names = "--url", paramLabel = "U", description = "base address")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "U", description = "account (Jira Basic authentication)")
    private @Nullable String user;

    @Option(
        names = "--token-env",
        paramLabel = "VAR",
        description = "environment variable that holds the token; its value is kept encrypted")
    private @Nullable String tokenVariable;

    @Option(names = "--projects", paramLabel = "A,B", description = "Jira project keys")
    private @Nullable String projects;

    @Option(names = "--repos", paramLabel = "o/r,..", description = "GitHub repositories")
    private @Nullable String repos;

    @Option(
        names = "--path",
        paramLabel = "DIR",
        description = "folder of <entity>.ndjson[.gz] or .json")
    private @Nullable Path path;

    @Option(
        names = "--set",
        paramLabel = "k=v",
        description = "story_points=customfield_10024, team=.., custom_field_01=.., or a setting")
    private Map<String, String> set = new HashMap<>();

    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      check();
      Ready.database(session);
      Map<String, String> settings = new HashMap<>();
      Map<String, String> mappings =
          new HashMap<>(provider.equals("github") ? Map.of() : IntegrationSettings.PLATFORM_FIELDS);
      for (Map.Entry<String, String> each : set.entrySet()) {
        if (!IntegrationSettings.MAPPED_COLUMNS.contains(each.getKey())) {
          settings.put(each.getKey(), each.getValue());
        } else if (each.getValue().isBlank()) {
          mappings.remove(each.getKey());
        } else {
          mappings.put(each.getKey(), each.getValue());
        }
      }
      put(settings, "projects", projects);
      put(settings, "repos", repos);
      put(settings, "token_env", tokenVariable);
      put(settings, "path", path == null ? null : path.toAbsolutePath().normalize().toString());
      IntegrationAdmin.Added added =
          session
              .integrationAdmin()
              .add(
                  new IntegrationAdmin.NewIntegration(
                      tenant, provider, url == null ? "" : url, user, settings, mappings));
      Optional.ofNullable(tokenVariable)
          .map(System::getenv)
          .filter(value -> !value.isBlank())
          .ifPresent(token -> session.keepSecret(added.integration(), token));
      out.document(
          Printer.object()
              .put("tenant", added.tenant())
              .put("integration", added.integration())
              .put("created", added.created()));
      out.line(
          (added.created() ? "Added" : "Updated")
              + " integration "
              + added.integration()
              + " ("
              + provider
              + ") of tenant "
              + tenant
              + ". Try it with `cutover integration test --integration "
              + added.integration()
              + "`.");
      return Exit.DONE;
    }

    private void check() {
      if (!PROVIDERS.contains(provider)) {
        throw usage("--provider must be jira, github or files, not " + provider + ".");
      }
      if (tenant.isBlank()) {
        throw usage("--tenant must not be empty.");
      }
      if (provider.equals("files") && path == null) {
        throw usage("A files integration needs --path, the folder to read.");
      }
      if (!provider.equals("files")) {
        checkUrl();
      }
      if (tokenVariable != null && Optional.ofNullable(System.getenv(tokenVariable)).isEmpty()) {
        throw usage(
            "The environment variable " + tokenVariable + " is not set. Nothing was added.");
      }
      if (provider.equals("github") && repos == null && !set.containsKey("org")) {
        throw usage("A github integration needs --repos owner/name,.. or --set org=NAME.");
      }
    }

    private void checkUrl() {
      String address = url;
      if (address == null) {
        throw usage("A " + provider + " integration needs --url.");
      }
      URI uri = URI.create(address);
      if (uri.getHost() == null
          || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        throw usage("--url must look like https://host[:port][/path].");
      }
      if (uri.getUserInfo() != null) {
        throw usage("--url must not hold a password. Use --user and --token-env.");
      }
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        settings.put(name, value);
      }
    }

    private static IllegalArgumentException usage(String text) {
      return new IllegalArgumentException(text);
    }
  }

  @Command(name = "test", description = "Tries address, credentials and rights. Reads no records.")
  static final class Test extends Verb {
    @Option(names = "--integration", required = true, paramLabel = "N")
    private long integration;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      Ready.database(session);
      IntegrationAdmin.Line line = Ready.integration(session, integration);
      String answer =
          session
              .sources()
              .test(
                  session
                      .integrations()
                      .settings(new TenantId(line.tenantId()), new IntegrationId(integration)));
      out.document(Printer.object().put("ok", true).put("answer", answer));
      out.line("Integration " + integration + " answers: " + answer);
      return Exit.DONE;
    }
  }

  @Command(
      name = "remove",
      description = "Deletes an integration without rows; switches one off that has rows.")
  static final class Remove extends Verb {
    @Option(names = "--integration", required = true, paramLabel = "N")
    private long integration;

    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      Ready.database(session);
      IntegrationAdmin.Line line = Ready.integration(session, integration);
      IntegrationAdmin.Holdings holdings =
          session.integrationAdmin().holdings(integration).orElseThrow();
      String what =
          holdings.isEmpty()
              ? "Integration "
                  + integration
                  + " of tenant "
                  + line.tenant()
                  + " has no rows and is deleted."
              : "Integration "
                  + integration
                  + " of tenant "
                  + line.tenant()
                  + " holds "
                  + holdings.rawRows()
                  + " raw rows, "
                  + holdings.businessRows()
                  + " business rows and "
                  + holdings.jobs()
                  + " jobs. They stay; the integration is switched off and read no more.";
      if (!options.approve) {
        throw new Refused(
            Exit.NEEDS_DECISION,
            new Problem(
                "decision.integration", "This would be done: " + what, "Add --approve to do it."));
      }
      boolean deleted = session.integrationAdmin().remove(integration);
      session.forgetSecret(integration);
      out.document(Printer.object().put("integration", integration).put("deleted", deleted));
      out.line(what);
      return Exit.DONE;
    }
  }
}
