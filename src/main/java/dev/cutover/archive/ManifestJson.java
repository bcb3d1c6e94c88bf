package dev.cutover.archive;

import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.HashedFile;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.ManifestFiles;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.cutover.backup.Sha;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Manifests as `manifest.json`, with their SHA-256 in `manifest.sha256` as `sha256sum -c` reads
/// it, and later proofs in `proofs.jsonl`.
public final class ManifestJson implements ManifestFiles {
  private static final String NAME = "manifest.json";
  private static final String SUM = "manifest.sha256";
  private static final String PROOFS = "proofs.jsonl";

  /// A hundred thousand tables.
  private static final long LARGEST = 64L << 20;

  @Override
  public void write(Path folder, Manifest manifest) {
    byte[] text =
        (Mappers.PRETTY.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
    HashedFile.write(
        folder.resolve(SUM), (Sha.of(text) + "  " + NAME + "\n").getBytes(StandardCharsets.UTF_8));
    HashedFile.write(folder.resolve(NAME), text);
  }

  @Override
  public Manifest read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw refused(
          folder
              + " holds no "
              + NAME
              + ", so it is no backup of this program, or one that was"
              + " never finished.",
          "Only backups with their manifest are restored. A plain SQL file is not.");
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw refused(
            file + " has " + Files.size(file) + " bytes, which is larger than any manifest.",
            "Use the second copy or another backup.");
      }
      byte[] text = Files.readAllBytes(file);
      String sum = Files.readString(folder.resolve(SUM)).strip();
      if (!sum.equals(Sha.of(text) + "  " + NAME)) {
        throw refused(
            file + " was changed after it was written: its SHA-256 is not the one in " + SUM + ".",
            "Use the second copy or another backup.");
      }
      Manifest manifest = Mappers.JSON.readValue(text, Manifest.class);
      if (manifest.format() != Manifest.FORMAT) {
        throw refused(
            file + " is of format " + manifest.format() + ", which this program does not know.",
            "Use the program that made it, or a newer one.");
      }
      mustStayInside(manifest);
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw refused(
          file + " is no manifest: " + e.getOriginalMessage() + ".",
          "Use the second copy or another backup.");
    }
  }

  /// A name with a folder in it would lead outside of the backup.
  private static void mustStayInside(Manifest manifest) {
    for (Manifest.BackupFile each : manifest.files()) {
      if (!each.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw refused(
            "The manifest names a file outside of its folder: " + each.name() + ".",
            "Nothing was read. Use another backup.");
      }
    }
  }

  private static StepFailure refused(String what, String remedy) {
    return new StepFailure(new Problem("backup.manifest", what, remedy));
  }

  @Override
  public String text(Manifest manifest) {
    return Mappers.JSON.writeValueAsString(manifest);
  }

  @Override
  public Manifest.BackupFile writeRanges(Path file, Map<String, List<TableDigest.Range>> ranges) {
    return HashedFile.write(file, Mappers.JSON.writeValueAsBytes(ranges));
  }

  @Override
  public Map<String, List<TableDigest.Range>> readRanges(Path file) {
    try {
      return Mappers.JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void addProof(Path folder, Proof proof) {
    try {
      Files.writeString(
          folder.resolve(PROOFS),
          Mappers.JSON.writeValueAsString(proof) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The proof cannot be kept in " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<Proof> proofs(Path folder) {
    Path file = folder.resolve(PROOFS);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      List<Proof> proofs = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        proofs.add(Mappers.JSON.readValue(line, Proof.class));
      }
      return proofs;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Made when the first manifest is read or written: a window that opens has none before it yet.
  private static final class Mappers {
    static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    static final JsonMapper PRETTY =
        JSON.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Mappers() {}
  }
}
