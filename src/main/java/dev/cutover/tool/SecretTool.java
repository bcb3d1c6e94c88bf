package dev.cutover.tool;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The key store of a Linux desktop, through libsecret's `secret-tool`. Secrets go through standard
/// input and output; a process list shows names only.
public final class SecretTool {
  private static final String PROGRAM = "secret-tool";
  private static final Duration PROBE = Duration.ofSeconds(5);

  // The desktop may ask its user to open the key store.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<String, String> environment;

  /// @param environment its PATH says where the program is
  public SecretTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Why no secret can be kept; empty when one can.
  public Optional<String> refusal() {
    if (find().isEmpty()) {
      return Optional.of("secret-tool is not installed (Debian: apt install libsecret-tools)");
    }
    try {
      Ended ended = run(PROBE, "", lookup("is it there"));
      return ended.err().isBlank() ? Optional.empty() : Optional.of(firstLine(ended.err()));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// @throws IOException when it was not kept; the message says why
  public void put(String name, String secret) throws IOException {
    must(
        run(
            PATIENCE,
            secret,
            List.of(
                "store",
                "--label=Cutover Console: " + name,
                "application",
                "cutover",
                "name",
                name)));
  }

  /// Empty when nothing is kept under that name.
  ///
  /// @throws IOException when the key store does not answer
  public Optional<String> get(String name) throws IOException {
    Ended ended = run(PATIENCE, "", lookup(name));
    if (ended.status() == 0) {
      return Optional.of(ended.out());
    }
    if (!ended.err().isBlank()) {
      throw new IOException(firstLine(ended.err()));
    }
    return Optional.empty();
  }

  /// Forgets it; nothing happens when nothing is kept under that name.
  public void remove(String name) throws IOException {
    Ended ended = run(PATIENCE, "", List.of("clear", "application", "cutover", "name", name));
    if (!ended.err().isBlank()) {
      must(ended);
    }
  }

  private static List<String> lookup(String name) {
    return List.of("lookup", "application", "cutover", "name", name);
  }

  private static void must(Ended ended) throws IOException {
    if (ended.status() != 0) {
      throw new IOException(
          ended.err().isBlank()
              ? PROGRAM + " ended with status " + ended.status()
              : firstLine(ended.err()));
    }
  }

  private Optional<Path> find() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(each -> !each.isBlank())
        .map(each -> Path.of(each, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private record Ended(int status, String out, String err) {}

  private Ended run(Duration bound, String input, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(
        find().orElseThrow(() -> new IOException(PROGRAM + " is not installed")).toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).start();
    try {
      CompletableFuture<String> out = reading(process.getInputStream()::readAllBytes);
      CompletableFuture<String> err = reading(process.getErrorStream()::readAllBytes);
      give(process, input);
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(PROGRAM + " did not answer within " + bound.toSeconds() + " s");
      }
      return new Ended(process.exitValue(), text(out), text(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(PROGRAM + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// A program that ends without reading has its reason on standard error.
  private static void give(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      return;
    }
  }

  private interface Read {
    byte[] all() throws IOException;
  }

  private static CompletableFuture<String> reading(Read read) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual()
        .name(PROGRAM + "-output")
        .start(
            () -> {
              try {
                text.complete(new String(read.all(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            });
    return text;
  }

  /// What could not be read is no empty answer: that would be taken for an empty password.
  private static String text(CompletableFuture<String> reading) throws IOException {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw new IOException(PROGRAM + " answered, but the answer could not be read", e);
    }
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }
}
