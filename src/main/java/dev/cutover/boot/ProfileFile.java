package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.secret.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `profiles.json`: the profiles of this user, without a password. It is replaced whole, readable
/// by its owner only; fields that this version does not know stay as they are. A damaged file is
/// reported and never written over.
final class ProfileFile {
  private static final String NAME = "profiles.json";
  private static final String LIST = "profiles";

  private final Path folder;

  /// Apart, since most starts read no profile and the mapper is slow to load.
  private static final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
  }

  ProfileFile(Path folder) {
    this.folder = folder;
  }

  List<Profile> list() {
    return profiles(read());
  }

  void put(Profile profile) {
    change(
        profiles -> {
          ObjectNode node = null;
          for (JsonNode each : profiles) {
            node = isCalled(each, profile.name()) ? (ObjectNode) each : node;
          }
          write(profile, node == null ? profiles.addObject() : node);
        });
  }

  /// @return false when there was none of that name
  boolean remove(String name) {
    boolean[] found = new boolean[1];
    change(
        profiles -> {
          int before = profiles.size();
          profiles.removeIf(each -> isCalled(each, name));
          found[0] = profiles.size() < before;
        });
    return found[0];
  }

  /// All profiles as one text that may be handed on.
  String export() {
    ObjectNode root = Json.MAPPER.createObjectNode().put("format", 1);
    ArrayNode all = root.putArray(LIST);
    list().forEach(each -> write(each, all.addObject()));
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /// The profiles of an exported text.
  ///
  /// @throws IllegalArgumentException when it is none
  static List<Profile> parse(String text) {
    try {
      if (Json.MAPPER.readTree(text) instanceof ObjectNode root) {
        return profiles(root);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "This is no export of profiles: " + e.getOriginalMessage() + ". Nothing was stored.");
    }
    throw new IllegalArgumentException("This is no export of profiles. Nothing was stored.");
  }

  private void change(Consumer<ArrayNode> change) {
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(NAME + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      ObjectNode root = read();
      change.accept(root.withArray(LIST));
      new PrivateFolder(folder)
          .write(NAME, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root), false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The profiles in " + folder.resolve(NAME) + " were not changed.", e);
    }
  }

  private ObjectNode read() {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        return Json.MAPPER.createObjectNode().put("format", 1);
      }
      if (Json.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
        profiles(root);
        return root;
      }
      throw damaged(file, "it holds no object");
    } catch (JacksonException e) {
      throw damaged(file, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw damaged(file, e.toString());
    }
  }

  private static Refused damaged(Path file, String why) {
    return new Refused(
        1,
        new Problem(
            "profile.damaged",
            "The profiles in " + file + " cannot be read: " + why + ". Nothing was changed.",
            "Mend the file, or move it away and import an export of it"
                + " (`cutover profile import`)."));
  }

  private static boolean isCalled(JsonNode node, String name) {
    return node.path("name").asString("").equals(name);
  }

  private static List<Profile> profiles(ObjectNode root) {
    List<Profile> found = new ArrayList<>();
    for (JsonNode each : root.path(LIST)) {
      found.add(profile(each));
    }
    found.sort(Comparator.comparing(Profile::name));
    return found;
  }

  private static Profile profile(JsonNode node) {
    String name = required(node, "name");
    JsonNode management = node.path("management");
    return new Profile(
        name,
        Profile.Kind.of(required(node, "kind"))
            .filter(each -> each != Profile.Kind.EMBEDDED)
            .orElseThrow(() -> unknown(name, "kind")),
        colour(name, node),
        required(node, "database"),
        required(node, "broker"),
        management.isString() && !management.asString().isEmpty() ? management.asString() : null,
        Keeping.of(required(node, "database_password"))
            .orElseThrow(() -> unknown(name, "database_password")),
        Keeping.of(required(node, "broker_password"))
            .orElseThrow(() -> unknown(name, "broker_password")));
  }

  private static @Nullable Colour colour(String profile, JsonNode node) {
    JsonNode word = node.path("colour");
    return word.isMissingNode() || word.isNull()
        ? null
        : Colour.of(word.asString("")).orElseThrow(() -> unknown(profile, "colour"));
  }

  private static String required(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException("a profile has no text in \"" + field + "\"");
    }
    return value.asString();
  }

  private static IllegalArgumentException unknown(String profile, String field) {
    return new IllegalArgumentException(
        "the profile " + profile + " has something unknown in \"" + field + "\"");
  }

  /// Puts what is stored of a profile; other fields of the node stay.
  static void write(Profile profile, ObjectNode node) {
    Colour colour = profile.colour();
    node.put("name", profile.name())
        .put("kind", profile.kind().word())
        .put("colour", colour == null ? null : colour.word())
        .put("database", profile.database())
        .put("broker", profile.broker())
        .put("management", profile.management())
        .put("database_password", profile.databaseKeeping().word())
        .put("broker_password", profile.brokerKeeping().word());
  }
}
