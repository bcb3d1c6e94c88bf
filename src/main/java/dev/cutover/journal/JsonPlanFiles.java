package dev.cutover.journal;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.PlanFiles;
import dev.cutover.cutover.RunRefused;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `{"format":1, "sha256":"..", "plan":{..}}`, laid out for reading. The hash is over the plan's
/// canonical text: members sorted by name at every level, no blanks. So a file may be laid out
/// anew, and any change of a word is seen.
public final class JsonPlanFiles implements PlanFiles {
  private static final int FORMAT = 1;

  @Override
  public FrozenPlan freeze(CutoverPlan plan) {
    return new FrozenPlan(plan, hash(PlanJson.write(plan)));
  }

  @Override
  public void save(FrozenPlan plan, Path file) {
    ObjectNode json = PlanJson.JSON.createObjectNode().put("format", FORMAT);
    json.put("sha256", plan.sha256());
    json.set("plan", sorted(PlanJson.write(plan.plan())));
    byte[] text =
        (PlanJson.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(text);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The plan cannot be written to " + file + ".", e);
    }
  }

  @Override
  public FrozenPlan load(Path file) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The plan " + file + " cannot be read: " + e.getMessage() + ". Nothing was done.", e);
    }
    CutoverPlan plan;
    JsonNode json;
    try {
      json = PlanJson.JSON.readTree(text);
      if (json.path("format").asInt() != FORMAT) {
        throw new IllegalArgumentException("its format is not " + FORMAT);
      }
      plan = PlanJson.read(json.path("plan"));
    } catch (RuntimeException e) {
      throw new RunRefused(
          new Problem(
              "plan.damaged",
              "The file "
                  + file
                  + " is no plan of this program: "
                  + e.getMessage()
                  + ". Nothing was done.",
              "Make one with `cutover plan --out FILE`."),
          e);
    }
    String hash = hash(json.path("plan"));
    if (!hash.equals(json.path("sha256").asString(""))) {
      throw new RunRefused(
          new Problem(
              "plan.edited",
              "The plan "
                  + file
                  + " was changed after it was made: its contents have the SHA-256 "
                  + hash
                  + ", the file says "
                  + json.path("sha256").asString("nothing")
                  + ". Nothing was done.",
              "Make a new one with `cutover plan --out FILE` and the options you want."));
    }
    return new FrozenPlan(plan, hash);
  }

  private static String hash(JsonNode plan) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(PlanJson.JSON.writeValueAsBytes(sorted(plan)));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      object.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
      ObjectNode sorted = PlanJson.JSON.createObjectNode();
      members.forEach(sorted::set);
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = PlanJson.JSON.createArrayNode();
      array.forEach(each -> sorted.add(sorted(each)));
      return sorted;
    }
    return node;
  }
}
