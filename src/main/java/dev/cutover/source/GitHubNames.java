package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which repositories an integration reads: those it names (`repos`), or all of an organisation or
/// account (`org`).
final class GitHubNames {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?");

  private final GitHubApi api;
  private final List<String> named;
  private final Optional<String> org;

  /// @throws SourceProblem when the settings name none
  GitHubNames(GitHubApi api) {
    this.api = api;
    IntegrationSettings integration = api.integration();
    this.named = integration.list("repos");
    this.org = integration.setting("org");
    for (String name : named) {
      if (!NAME.matcher(name).matches()) {
        throw Trouble.permanent(
            "source.settings",
            "%s: '%s' in setting repos is no repository."
                .formatted(Trouble.name(integration), name),
            "Name each as owner/name, separated by commas.");
      }
    }
    if (named.isEmpty() && org.isEmpty()) {
      throw Trouble.permanent(
          "source.settings",
          Trouble.name(integration) + " names no repositories.",
          "Set repos (owner/name, ...) or org.");
    }
  }

  /// True when an administrator named each repository, so that a missing one is a mistake to be
  /// told.
  boolean areNamed() {
    return !named.isEmpty();
  }

  List<String> named() {
    return named;
  }

  /// A page of the organisation's repositories.
  ///
  /// @param next address of the page after it, empty after the last
  record OrgPage(Answer answer, List<JsonSlice> repositories, Optional<String> next) {}

  /// @param address of the page, empty for the first
  OrgPage orgPage(Optional<String> address) throws InterruptedException {
    Answer answer;
    if (address.isPresent()) {
      answer = api.client().send(Call.get(link(address.get())));
    } else {
      String list = "/" + JiraSite.encoded(org.orElse("")) + "/repos?per_page=100&sort=full_name";
      answer = api.get("/orgs" + list, 404);
      if (answer.status() == 404) {
        answer = api.get("/users" + list);
      }
    }
    if (!answer.json().isArray()) {
      throw Trouble.permanent(
          "source.shape",
          "%s: the answer of %s is no list: %s"
              .formatted(
                  Trouble.name(api.integration()), Trouble.bare(answer.uri()), answer.excerpt()),
          "Check that the url of the integration is that of a GitHub API.");
    }
    Matcher link = NEXT.matcher(answer.header("Link"));
    return new OrgPage(
        answer,
        answer.json().elements(),
        link.find() ? Optional.of(link.group(1)) : Optional.empty());
  }

  private URI link(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException garbage) {
      throw Trouble.permanent(
          "source.shape",
          "%s: the link to the next page of the repositories of %s is no address."
              .formatted(Trouble.name(api.integration()), org.orElse("")),
          "Check that the url of the integration is that of a GitHub API.");
    }
  }

  /// The names of all repositories to read, in an order that stays the same from run to run.
  List<String> all() throws InterruptedException {
    if (areNamed()) {
      return named;
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<String> address = Optional.empty();
    do {
      OrgPage page = orgPage(address);
      for (JsonSlice repository : page.repositories()) {
        JsonSlice name = repository.member("full_name");
        if (name != null) {
          names.add(name.text());
        }
      }
      address = page.next();
      if (address.isPresent() && !seen.add(address.get())) {
        throw Trouble.permanent(
            "source.loop",
            "%s: paging the repositories of %s goes in a circle: '%s' came twice."
                .formatted(Trouble.name(api.integration()), org.orElse(""), address.get()),
            "Report it to the operator of the source, then redrive the job.");
      }
    } while (address.isPresent());
    names.sort(Comparator.naturalOrder());
    return names;
  }
}
