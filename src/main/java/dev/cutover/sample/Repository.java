package dev.cutover.sample;

import java.util.List;

/// A repository of the sample's GitHub.
record Repository(int index, String name, String language) {
  static final String OWNER = "acme-dev";
  private static final List<String> NAMES =
      List.of("billing-api", "console-web", "identity", "sync-agent", "mobile-app", "infra");
  private static final List<String> LANGUAGES =
      List.of("Java", "TypeScript", "Go", "Rust", "Kotlin", "");
  private static final int NAMED = NAMES.size();
  static final int MOST = 1000;

  static Repository of(int index) {
    String name = NAMES.get(index % NAMED) + (index < NAMED ? "" : "-" + (index / NAMED + 1));
    return new Repository(index, name, LANGUAGES.get(index % NAMED));
  }

  long id() {
    return 812_340_000L + index * 17L;
  }

  String node() {
    return "R_kgDOMG" + (1000 + index);
  }

  String fullName() {
    return OWNER + "/" + name;
  }
}
