package dev.cutover.report;

import dev.cutover.check.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A folder with the report and what it was made of, and the proof that nobody changed it since.
public final class ReportFiles {
  /// The last file to be written.
  public static final String MANIFEST = "manifest.json";

  public static final String PAGE = "report.html";
  private static final String PAPER = "report.pdf";
  private static final int FORMAT = 1;
  private static final int CHUNK = 64 * 1024;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportFiles() {}

  /// @param sha256 of the manifest: whoever keeps it elsewhere can prove the whole folder by it
  public record Written(Path folder, String sha256) {}

  /// Replaces the files of these names; others in the folder stay and are no part of the report.
  ///
  /// @param sources by the name they get, such as `journal.log` and `plan.json`; copied
  public static Written write(Path folder, Evidences report, Map<String, Path> sources) {
    try {
      Files.createDirectories(folder);
      Map<String, String> hashes = new TreeMap<>();
      put(folder, PAGE, HtmlReport.of(report).getBytes(StandardCharsets.UTF_8), hashes);
      put(folder, PAPER, PdfReport.of(report), hashes);
      for (Map.Entry<String, Path> each : new TreeMap<>(sources).entrySet()) {
        put(folder, plain(each.getKey()), Files.readAllBytes(each.getValue()), hashes);
      }
      ObjectNode manifest = JSON.createObjectNode();
      manifest.put("format", FORMAT).put("run", report.plan().id());
      manifest.put("made", report.made().toString()).put("outcome", report.outcome());
      ObjectNode files = manifest.putObject("files");
      for (Map.Entry<String, String> each : hashes.entrySet()) {
        files
            .putObject(each.getKey())
            .put("bytes", Files.size(folder.resolve(each.getKey())))
            .put("sha256", each.getValue());
      }
      byte[] text =
          (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n")
              .getBytes(StandardCharsets.UTF_8);
      put(folder, MANIFEST, text, hashes);
      return new Written(folder, String.valueOf(hashes.get(MANIFEST)));
    } catch (IOException e) {
      throw new UncheckedIOException("The report could not be written to " + folder, e);
    }
  }

  private static void put(Path folder, String name, byte[] content, Map<String, String> hashes)
      throws IOException {
    Path part = folder.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    hashes.put(name, HexFormat.of().formatHex(sha().digest(content)));
  }

  /// Looks at every file that the manifest names. Changes nothing.
  ///
  /// @param known hash of the manifest from elsewhere, empty when nobody kept it: then a manifest
  ///   that was rewritten together with its files is not noticed, and that is told
  public static List<Finding> verify(Path folder, String known) {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      return List.of(
          Finding.fail(MANIFEST, folder + " holds no manifest.", "Name the folder of a report."));
    }
    List<Finding> findings = new ArrayList<>();
    try {
      String hash = hash(manifest);
      findings.add(
          known.isEmpty()
              ? Finding.warn(
                  MANIFEST,
                  "its hash is " + hash + "; nobody said what it should be.",
                  "Give --sha256 with the hash that was kept when the report was made.")
              : known.equalsIgnoreCase(hash)
                  ? Finding.pass(MANIFEST, hash)
                  : Finding.fail(
                      MANIFEST,
                      "its hash is " + hash + ", wanted " + known + ".",
                      "The manifest was changed: trust nothing in this folder."));
      JsonNode files = JSON.readTree(Files.readAllBytes(manifest)).path("files");
      if (files.isEmpty()) {
        findings.add(Finding.fail(MANIFEST, "it names no files.", "It is damaged."));
      }
      for (Map.Entry<String, JsonNode> each : files.properties()) {
        findings.add(file(folder, each.getKey(), each.getValue().path("sha256").asString("")));
      }
      findings.addAll(strangers(folder, files));
    } catch (IOException | UncheckedIOException | JacksonException e) {
      findings.add(
          Finding.fail(MANIFEST, "cannot be read: " + e.getMessage() + ".", "It is damaged."));
    }
    return findings;
  }

  private static Finding file(Path folder, String name, String wanted) throws IOException {
    Path file = folder.resolve(plain(name));
    if (!Files.isRegularFile(file)) {
      return Finding.fail(name, "is missing.", "Take it from a copy of the folder.");
    }
    String hash = hash(file);
    return hash.equals(wanted)
        ? Finding.pass(name, Files.size(file) + " bytes, " + hash)
        : Finding.fail(
            name, "was changed: " + hash + ", wanted " + wanted + ".", "Take it from a copy.");
  }

  private static List<Finding> strangers(Path folder, JsonNode files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> !each.equals(MANIFEST) && !files.has(each))
          .sorted()
          .map(each -> Finding.warn(each, "is no part of the report.", ""))
          .toList();
    }
  }

  /// A name without folders, so that a manifest cannot point outside.
  private static String plain(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UncheckedIOException(new IOException("no plain file name: " + name));
    }
    return name;
  }

  private static String hash(Path file) throws IOException {
    MessageDigest sha = sha();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
