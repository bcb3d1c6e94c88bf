package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceSystem;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All sources behind one port, chosen by the provider of the integration. Holds what their readers
/// share: the connections, for each integration the turnstile that lets one call at a time through,
/// and the answers of pages that are not finished.
public final class Sources implements SourceSystem, AutoCloseable {
  private static final String JIRA = "jira";
  private static final String GITHUB = "github";
  private static final String FILES = "files";

  private final SourceTime time;
  private final RandomGenerator random;
  private final HttpLimits limits;
  private final HttpClient http;
  private final ExecutorService threads;
  private final Map<Long, Turnstile> turnstiles = new ConcurrentHashMap<>();
  private final PageMemory memory;

  public Sources(SourceTime time, RandomGenerator random) {
    this(time, random, HttpLimits.DEFAULT, HttpClient.newBuilder());
  }

  /// @param client how to connect; tests bring their own trust
  Sources(SourceTime time, RandomGenerator random, HttpLimits limits, HttpClient.Builder client) {
    this.time = time;
    this.random = random;
    this.limits = limits;
    this.memory = new PageMemory(time);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("source-http-", 0).factory());
    this.http =
        client
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .executor(threads)
            .build();
  }

  @Override
  public Reader open(
      IntegrationSettings integration,
      EntityType entity,
      Assignment.Extract order,
      @Nullable String cursor) {
    requireMatch(integration, entity);
    return switch (integration.provider()) {
      case JIRA -> jira(integration).open(entity, order, cursor);
      case GITHUB -> gitHub(integration).open(entity, order, cursor);
      case FILES -> files(integration).open(entity, cursor);
      default -> throw unknown(integration);
    };
  }

  @Override
  public String test(IntegrationSettings integration) throws InterruptedException {
    return switch (integration.provider()) {
      case JIRA -> jira(integration).test();
      case GITHUB -> gitHub(integration).test();
      case FILES -> files(integration).test();
      default -> throw unknown(integration);
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }

  private JiraSource jira(IntegrationSettings integration) {
    SourceClient client = client(integration, integration.url(), new JiraRates());
    return new JiraSource(new JiraSite(integration, client), memory);
  }

  private GitHubSource gitHub(IntegrationSettings integration) {
    String url = GitHubApi.apiUrl(integration.url());
    SourceClient client = client(integration, url, new GitHubRates());
    return new GitHubSource(new GitHubApi(integration, client), memory);
  }

  private SourceClient client(IntegrationSettings integration, String url, RateRules rates) {
    return new SourceClient(
        http,
        integration,
        limits.with(integration),
        Home.of(integration, url),
        rates,
        turnstiles.computeIfAbsent(integration.integration().value(), _ -> new Turnstile(time)),
        memory,
        time,
        random);
  }

  private FilesSource files(IntegrationSettings integration) {
    return new FilesSource(
        integration, JsonLimits.DEFAULT.withBytes(limits.with(integration).bodyBytes()));
  }

  /// Refuses what no source of the integration's kind can give, before anything is contacted.
  private static void requireMatch(IntegrationSettings integration, EntityType entity) {
    List<EntityType> possible =
        switch (integration.provider()) {
          case JIRA, GITHUB -> EntityType.primariesOf(integration.provider());
          case FILES ->
              Stream.of(JIRA, GITHUB).flatMap(p -> EntityType.primariesOf(p).stream()).toList();
          default -> throw unknown(integration);
        };
    if (!possible.contains(entity)) {
      throw Trouble.permanent(
          "source.entity",
          "%s cannot be asked for entity_type %s."
              .formatted(Trouble.name(integration), entity.word()),
          "Ask for one of "
              + possible.stream().map(EntityType::word).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static RuntimeException unknown(IntegrationSettings integration) {
    return Trouble.permanent(
        "source.provider",
        "%s: there is no source of this kind.".formatted(Trouble.name(integration)),
        "Use provider jira, github or files.");
  }
}
