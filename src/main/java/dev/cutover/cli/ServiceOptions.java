package dev.cutover.cli;

import dev.cutover.boot.ServiceFile;
import dev.cutover.boot.Session;
import dev.cutover.cutover.OldServicePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The old service: from a file, from the profile's file, or by options.
final class ServiceOptions {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Option(
      names = "--service",
      paramLabel = "FILE",
      description =
          "the old service as JSON (default: service-PROFILE.json among the settings); the other"
              + " --service options are not used then")
  private @Nullable Path file;

  @Option(names = "--service-name", paramLabel = "NAME", description = "default: etl-service")
  private String name = "etl-service";

  @Option(names = "--service-folder", paramLabel = "DIR", description = "where it lies")
  private @Nullable Path folder;

  @Option(
      names = "--service-new",
      paramLabel = "DIR",
      description = "the new one's folder, put in its place (default: FOLDER-new)")
  private @Nullable Path replacement;

  @Option(
      names = "--service-env",
      paramLabel = "FILE",
      description = "its settings (default: FOLDER/.env)")
  private @Nullable Path env;

  @Option(
      names = "--service-start",
      paramLabel = "WORDS",
      description = "command that starts it, such as 'systemctl start etl'")
  private String start = "";

  @Option(names = "--service-stop", paramLabel = "WORDS", description = "command that stops it")
  private String stop = "";

  @Option(
      names = "--service-status",
      paramLabel = "WORDS",
      description = "ends with 0 while it runs, with 3 when it does not")
  private String status = "";

  @Option(names = "--service-enable", paramLabel = "WORDS", description = "starts with its host")
  private String enable = "";

  @Option(names = "--service-disable", paramLabel = "WORDS", description = "does not any more")
  private String disable = "";

  @Option(
      names = "--service-enabled",
      paramLabel = "WORDS",
      description = "ends with 0 when it starts with its host")
  private String enabled = "";

  @Option(names = "--service-role", paramLabel = "ROLE", description = "its database role")
  private @Nullable String role;

  /// @param profile whose file is looked for when nothing else is named
  OldServicePlan plan(Session session, String profile) {
    if (file != null) {
      return ServiceFile.read(file);
    }
    Path kept = ServiceFile.of(session.home(), profile);
    if (folder == null && Files.isRegularFile(kept)) {
      return ServiceFile.read(kept);
    }
    if (folder == null || role == null || start.isEmpty() || stop.isEmpty() || status.isEmpty()) {
      throw new IllegalArgumentException(
          "The old service is not known. Name it by --service FILE, or by --service-folder,"
              + " --service-role, --service-start, --service-stop and --service-status; or put it"
              + " into "
              + kept
              + ". Nothing was done.");
    }
    Path place = folder.toAbsolutePath().normalize();
    return new OldServicePlan(
        name,
        place,
        replacement == null
            ? place.resolveSibling(place.getFileName() + "-new")
            : replacement.toAbsolutePath().normalize(),
        env == null ? place.resolve(".env") : env.toAbsolutePath().normalize(),
        words(start),
        words(stop),
        words(status),
        words(enable),
        words(disable),
        words(enabled),
        role);
  }

  /// What the file of the service says that a plan begins with.
  Map<String, String> options(Session session, String profile) {
    Path from = file == null ? ServiceFile.of(session.home(), profile) : file;
    boolean used = file != null || (folder == null && Files.isRegularFile(from));
    return used ? ServiceFile.options(from) : Map.of();
  }

  /// Words between blanks; quotes hold a word with blanks together.
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return words;
  }
}
