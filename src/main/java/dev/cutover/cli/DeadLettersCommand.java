package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetterReplay;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import dev.cutover.pipeline.ReplayProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `queues dead-letters list, show, replay, discard`.
@Command(
    name = "dead-letters",
    description = "Messages and records that could not be used: look, send back, put aside.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DeadLettersCommand.ListThem.class,
      DeadLettersCommand.Show.class,
      DeadLettersCommand.Replay.class,
      DeadLettersCommand.Discard.class
    })
final class DeadLettersCommand extends Group {

  /// Which letters.
  static final class Which {
    @Option(names = "--origin", paramLabel = "Q", description = "where it died, such as etl.load")
    private @Nullable String origin;

    @Option(names = "--code", paramLabel = "C", description = "such as message.unreadable")
    private @Nullable String code;

    @Option(names = "--cause", paramLabel = "TEXT", description = "as `list` prints it")
    private @Nullable String cause;

    @Option(names = "--tenant", paramLabel = "T", description = "records of this tenant")
    private @Nullable String tenant;

    DeadLetterFilter filter(List<Long> ids, List<String> states) {
      return new DeadLetterFilter(
          ids,
          states,
          Optional.ofNullable(origin),
          Optional.ofNullable(code),
          Optional.ofNullable(cause),
          Optional.ofNullable(tenant),
          Optional.empty());
    }

    boolean isEverything() {
      return origin == null && code == null && cause == null && tenant == null;
    }
  }

  @Command(name = "list", description = "Groups by cause, or with --each the letters themselves.")
  static final class ListThem extends Verb {
    @Mixin Which which = new Which();

    @Option(names = "--each", description = "single letters, the newest first")
    private boolean each;

    @Option(
        names = "--state",
        split = ",",
        paramLabel = "S,..",
        description = "kept, replaying, replayed, discarded (default: kept and replaying)")
    private List<String> states = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "letters at the most (default 50)")
    private int limit = 50;

    @Override
    int run(Session session, Printer out) {
      Ready.database(session);
      DeadLetters letters = session.queues().deadLetters();
      DeadLetterFilter filter = which.filter(List.of(), states);
      return each ? letters(letters, filter, out) : groups(letters, filter, out);
    }

    private int letters(DeadLetters letters, DeadLetterFilter filter, Printer out) {
      ArrayNode json = Printer.array();
      List<List<String>> rows = new ArrayList<>();
      for (DeadLetters.Line line : letters.page(filter, Long.MAX_VALUE, limit)) {
        json.add(json(line));
        rows.add(
            List.of(
                String.valueOf(line.id()),
                String.valueOf(line.receivedAt()),
                line.origin(),
                line.state(),
                String.valueOf(line.replays()),
                String.valueOf(line.bytes()),
                shortened(line.reason())));
      }
      out.document(json);
      if (rows.isEmpty()) {
        out.line("No dead letter matches.");
      } else {
        out.table(List.of("id", "received", "origin", "state", "replays", "bytes", "reason"), rows);
      }
      return Exit.DONE;
    }

    private static int groups(DeadLetters letters, DeadLetterFilter filter, Printer out) {
      ArrayNode json = Printer.array();
      List<List<String>> rows = new ArrayList<>();
      for (DeadLetters.Group group : letters.groups(filter)) {
        json.addObject()
            .put("origin", group.origin())
            .put("code", group.code())
            .put("cause", group.cause())
            .put("example", group.example())
            .put("letters", group.letters())
            .put("died_again", group.diedAgain())
            .put("first", group.first().toString())
            .put("last", group.last().toString());
        rows.add(
            List.of(
                String.valueOf(group.letters()),
                String.valueOf(group.diedAgain()),
                group.origin(),
                group.code(),
                shortened(group.cause())));
      }
      out.document(json);
      if (rows.isEmpty()) {
        out.line("There are no open dead letters.");
      } else {
        out.table(List.of("letters", "died again", "origin", "code", "cause"), rows);
      }
      return Exit.DONE;
    }
  }

  private static String shortened(String text) {
    return text.length() > 90 ? text.substring(0, 87) + "..." : text;
  }

  private static ObjectNode json(DeadLetters.Line line) {
    return Printer.object()
        .put("id", line.id())
        .put("received_at", line.receivedAt().toString())
        .put("origin", line.origin())
        .put("code", line.code())
        .put("reason", line.reason())
        .put("state", line.state())
        .put("replays", line.replays())
        .put("bytes", line.bytes())
        .put("tenant", line.tenant())
        .put("job", line.job());
  }

  @Command(name = "show", description = "Shows one letter: bytes, headers, what was done with it.")
  static final class Show extends Verb {
    @Parameters(paramLabel = "ID")
    private long id;

    @Option(names = "--out", paramLabel = "FILE", description = "writes the exact bytes")
    private @Nullable Path file;

    @Override
    int run(Session session, Printer out) throws IOException {
      Ready.database(session);
      DeadLetters.Letter letter =
          session
              .queues()
              .deadLetters()
              .show(id)
              .orElseThrow(
                  () -> new IllegalArgumentException("There is no dead letter " + id + "."));
      DeadLetters.Line line = letter.line();
      BodyText body = BodyText.of(letter.body());
      ObjectNode json = json(line);
      json.put("message_id", letter.messageId()).put("replay_of", letter.replayOf());
      json.set("headers", Printer.parsed(letter.headersJson()));
      json.put("encoding", body.isText() ? "utf-8" : "base64").put("body", body.forJson());
      ArrayNode events = json.putArray("events");
      out.line("Letter " + id + ": " + line.origin() + ", " + line.code() + ", " + line.state());
      out.line("  " + line.reason());
      out.line("  received " + line.receivedAt() + ", " + line.bytes() + " bytes");
      if (letter.replayOf() != null) {
        out.line("  died again after " + line.replays() + " replays; was " + letter.replayOf());
      }
      if (line.job() != null) {
        out.line("  of job " + line.job());
      }
      out.line("  headers " + letter.headersJson());
      for (DeadLetters.Event event : letter.events()) {
        events
            .addObject()
            .put("at", event.at().toString())
            .put("act", event.act())
            .put("actor", event.actor())
            .put("reason", event.reason())
            .put("detail", event.detail());
        out.line(
            "  "
                + event.at()
                + "  "
                + event.act()
                + " by "
                + event.actor()
                + ": "
                + event.reason()
                + (event.detail() == null ? "" : " (" + event.detail() + ")"));
      }
      body.lines().forEach(out::line);
      Path to = file;
      if (to != null) {
        Files.write(to, letter.body(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out.line("The bytes are in " + to + ".");
      }
      out.document(json);
      return Exit.DONE;
    }
  }

  /// An act on what matches: the count first, then only with --approve.
  abstract static class Act extends Verb {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "letters")
    private List<Long> ids = new ArrayList<>();

    @Mixin Which which = new Which();

    @Option(names = "--all", description = "every open letter")
    private boolean all;

    abstract String question(long letters);

    abstract int carryOut(
        Session session, DeadLetterFilter filter, DeadLetters.Count count, Printer out)
        throws InterruptedException;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      if (ids.isEmpty() && which.isEverything() && !all) {
        throw new IllegalArgumentException(
            "Say which letters: ids, --origin, --code, --cause, --tenant, or --all.");
      }
      Ready.database(session);
      DeadLetterFilter filter = which.filter(ids, List.of());
      DeadLetters.Count count = session.queues().deadLetters().count(filter);
      if (count.letters() > 0 && !options.approve) {
        throw new Refused(
            Exit.NEEDS_DECISION,
            new Problem(
                "decision.dead_letters",
                question(count.letters()) + " Nothing was changed.",
                "Add --approve to do it; `cutover queues dead-letters list` shows them."));
      }
      return carryOut(session, filter, count, out);
    }

    static String actor() {
      return System.getProperty("user.name", "unknown");
    }
  }

  @Command(
      name = "replay",
      description =
          "Sends messages back to the queue where they died, and lets the dead jobs of records run"
              + " again. Safe to repeat.")
  static final class Replay extends Act {
    @Option(names = "--rate", paramLabel = "N", description = "messages a second (default 20)")
    private double rate = DeadLetterReplay.STANDARD_RATE;

    @Option(names = "--reason", paramLabel = "TEXT", description = "kept with each letter")
    private String reason = "asked for on the command line";

    @Override
    String question(long letters) {
      return String.format(
          Locale.ROOT,
          "This would replay %d dead letters to where they died, %s a second at the most.",
          letters,
          number(rate));
    }

    private static String number(double value) {
      return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    @Override
    int carryOut(Session session, DeadLetterFilter filter, DeadLetters.Count count, Printer out)
        throws InterruptedException {
      ReplayProgress end;
      try (MessageReturn way = session.queues().messageReturn()) {
        DeadLetterReplay replay =
            new DeadLetterReplay(
                session.queues().deadLetters(),
                way,
                filter,
                count,
                rate,
                actor(),
                reason,
                UUID.randomUUID());
        stop().onStop(replay::stop);
        out.progress("Replaying " + count.letters() + " letters, " + number(rate) + " a second");
        end = replay.run();
      }
      Problem problem = end.problem();
      ObjectNode json =
          Printer.object()
              .put("state", end.state().name().toLowerCase(Locale.ROOT))
              .put("matched", end.counted())
              .put("replayed", end.replayed())
              .put("passed_over", end.passedOver())
              .put("left", end.left());
      json.put("problem", problem == null ? null : problem.toString());
      out.document(json);
      out.line(
          end.replayed()
              + " of "
              + end.counted()
              + " letters replayed"
              + (end.passedOver() > 0 ? ", " + end.passedOver() + " passed over" : "")
              + (end.left() > 0 ? ", " + end.left() + " left as they were" : "")
              + ".");
      if (problem != null) {
        out.note("cutover: " + problem);
      }
      if (end.passedOver() > 0) {
        out.note("`cutover queues dead-letters show ID` says why a letter was passed over.");
      }
      return switch (end.state()) {
        case STOPPED -> Exit.CANCELLED;
        case FAILED, RUNNING -> Exit.FAILED;
        case DONE -> end.passedOver() > 0 ? Exit.FAILED : Exit.DONE;
      };
    }
  }

  @Command(
      name = "discard",
      description = "Marks letters as decided about. Their bytes stay and can be shown.")
  static final class Discard extends Act {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "kept")
    private String reason = "";

    @Override
    String question(long letters) {
      return "This would discard " + letters + " dead letters.";
    }

    @Override
    int carryOut(Session session, DeadLetterFilter filter, DeadLetters.Count count, Printer out) {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("--reason must say why.");
      }
      long done =
          session.queues().deadLetters().discard(filter.upTo(count.newest()), actor(), reason);
      out.document(Printer.object().put("matched", count.letters()).put("discarded", done));
      out.line(done + " of " + count.letters() + " letters discarded.");
      return Exit.DONE;
    }
  }
}
