package dev.cutover.broker;

import dev.cutover.broker.Catalogue.Answer;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what a broker lacks, and creates it. Never deletes or replaces anything: a queue that
/// exists with other settings is adopted, because hints flow through any queue, and reported.
final class TopologyChange {
  private static final String CHOICES =
      "Choices: adopt (leave it as it is: hints work through it, its messages are kept; a policy"
          + " can add delivery-limit and dead-letter-exchange) or replace (stop everything that"
          + " uses it, let it run empty, delete it with ifEmpty in the broker's own tools, then"
          + " apply again)";

  private final Catalogue catalogue;
  private final Dialect dialect;
  private final Topology.Names names;
  private final List<TopologyReport.Found> found = new ArrayList<>();
  private final List<TopologyDifference> changes = new ArrayList<>();
  private final List<TopologyDifference> differences = new ArrayList<>();
  private final Set<String> absent = new HashSet<>();

  TopologyChange(Catalogue catalogue, Dialect dialect) {
    this(catalogue, dialect, Topology.Names.STANDARD);
  }

  TopologyChange(Catalogue catalogue, Dialect dialect, Topology.Names names) {
    this.names = names;
    this.catalogue = catalogue;
    this.dialect = dialect;
  }

  List<TopologyReport.Found> found() {
    return List.copyOf(found);
  }

  List<TopologyDifference> changes() {
    return List.copyOf(changes);
  }

  List<TopologyDifference> differences() {
    return List.copyOf(differences);
  }

  /// Looks only. AMQP cannot list bindings: those of a missing exchange or queue are named, the
  /// others are proved by a test message ([TopologyInspector#verify()]).
  void compare() throws IOException {
    for (Topology.Exchange exchange : names.exchanges()) {
      if (exists(object(exchange), exchange.name(), catalogue.find(exchange))
          && dialect.comparesSafely()) {
        compared(object(exchange), "a durable direct exchange", catalogue.declare(exchange));
      }
    }
    for (Topology.Queue queue : names.queues()) {
      if (exists(object(queue), queue.name(), catalogue.find(queue)) && dialect.comparesSafely()) {
        compareArguments(queue);
      }
    }
    for (Topology.Binding binding : names.bindings()) {
      if (absent.contains(binding.exchange()) || absent.contains(binding.queue())) {
        differences.add(missing("binding " + binding, ""));
      }
    }
  }

  /// Creates what is missing; leaves and does not compare what exists.
  void createMissing() throws IOException {
    for (Topology.Exchange exchange : names.exchanges()) {
      if (catalogue.find(exchange) instanceof Answer.Absent) {
        created(object(exchange), catalogue.declare(exchange));
      }
    }
    for (Topology.Queue queue : names.queues()) {
      if (catalogue.find(queue) instanceof Answer.Absent) {
        created(object(queue), catalogue.declare(queue, dialect.arguments(queue, names)));
      }
    }
    // Not known to be missing, so not reported as a change: binding twice is the same as once.
    for (Topology.Binding binding : names.bindings()) {
      switch (catalogue.bind(binding)) {
        case Answer.Present _ -> {}
        case Answer.Absent a -> differences.add(missing("binding " + binding, a.text()));
        case Answer.Different d -> differences.add(missing("binding " + binding, d.text()));
        // Without the right to bind we rely on the binding being there; a returned hint tells
        // otherwise.
        case Answer.Refused _ -> {}
      }
    }
  }

  /// Queues first: an exchange with bindings is in use.
  List<TopologyDifference> remove(List<String> objects) throws IOException {
    List<TopologyDifference> left = new ArrayList<>();
    for (Topology.Queue queue : names.queues()) {
      if (objects.contains(object(queue))) {
        left(object(queue), catalogue.removeUnused(queue), left);
      }
    }
    for (Topology.Exchange exchange : names.exchanges()) {
      if (objects.contains(object(exchange))) {
        left(object(exchange), catalogue.removeUnused(exchange), left);
      }
    }
    return left;
  }

  private static void left(String object, Answer answer, List<TopologyDifference> left) {
    switch (answer) {
      case Answer.Absent _ -> {}
      case Answer.Present p ->
          left.add(unwanted(object, p.ready() + " messages, " + p.consumers() + " consumers"));
      case Answer.Different d -> left.add(unwanted(object, said(d.text())));
      case Answer.Refused r -> left.add(unwanted(object, said(r.text())));
    }
  }

  private static TopologyDifference unwanted(String object, String found) {
    return new TopologyDifference(
        TopologyDifference.Kind.UNWANTED,
        object,
        "none",
        found,
        "It stays; delete it in the broker's own tools when nobody needs it");
  }

  private boolean exists(String object, String name, Answer answer) {
    switch (answer) {
      case Answer.Present p -> {
        found.add(new TopologyReport.Found(object, p.ready(), p.consumers()));
        return true;
      }
      case Answer.Absent _ -> {
        absent.add(name);
        differences.add(missing(object, ""));
      }
      case Answer.Different d ->
          differences.add(different(object, "a shared durable one", said(d.text()), CHOICES));
      case Answer.Refused r ->
          differences.add(
              different(
                  object,
                  "a right to look at it",
                  said(r.text()),
                  "Give the user rights on ^etl\\."));
    }
    return false;
  }

  private void compareArguments(Topology.Queue queue) throws IOException {
    Map<String, Object> wanted = dialect.arguments(queue, names);
    Answer answer = catalogue.declare(queue, wanted);
    if (answer instanceof Answer.Different
        && catalogue.declare(queue, dialect.typeArguments()) instanceof Answer.Present) {
      differences.add(
          different(
              object(queue),
              "its limits and dead-letter exchange",
              "the right type, declared without them",
              "Right if a policy sets them, which AMQP cannot show; hints work either way"));
      return;
    }
    compared(object(queue), wanted.toString(), answer);
  }

  private void compared(String object, String wanted, Answer answer) {
    if (answer instanceof Answer.Different d) {
      differences.add(different(object, wanted, said(d.text()), CHOICES));
    }
    // Refused: no right to declare. It exists, which is all that a user with fewer rights can see.
  }

  private void created(String object, Answer answer) {
    switch (answer) {
      case Answer.Present _ -> changes.add(missing(object, ""));
      case Answer.Absent a -> differences.add(missing(object, said(a.text())));
      case Answer.Different d -> differences.add(missing(object, said(d.text())));
      case Answer.Refused r ->
          differences.add(
              missing(
                  object,
                  "It could not be created: "
                      + said(r.text())
                      + ". Give the user configure"
                      + " rights on ^etl\\. or let an administrator declare it"));
    }
  }

  static String object(Topology.Exchange exchange) {
    return "exchange " + exchange.name();
  }

  static String object(Topology.Queue queue) {
    return "queue " + queue.name();
  }

  static TopologyDifference missing(String object, String advice) {
    return new TopologyDifference(TopologyDifference.Kind.MISSING, object, "", "", advice);
  }

  private static TopologyDifference different(
      String object, String wanted, String found, String advice) {
    return new TopologyDifference(TopologyDifference.Kind.DIFFERENT, object, wanted, found, advice);
  }

  /// The server's text without its code word.
  private static String said(String text) {
    int dash = text.indexOf(" - ");
    return dash < 0 ? text : text.substring(dash + 3);
  }
}
