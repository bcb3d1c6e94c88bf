package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.kit.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final String PLACE = SnapshotSchema.SEAL_MARK + SnapshotSchema.NO_SEAL;

  private final Path folder = TestFolder.create("seal");
  private final Path file = folder.resolve("s");

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
  }

  private byte[] written(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    System.arraycopy(PLACE.getBytes(StandardCharsets.US_ASCII), 0, bytes, 8_200, PLACE.length());
    Files.write(file, bytes);
    return bytes;
  }

  private static String expected(byte[] bytes) throws Exception {
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    for (int at = 0; at < bytes.length; at += SealDigest.PIECE) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + SealDigest.PIECE));
      all.update(MessageDigest.getInstance("SHA-256").digest(piece));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  @Test
  void piecesAreDigestedInTheirOrderWhateverTheSize() throws Exception {
    for (int size :
        new int[] {
          9_000,
          SealDigest.PIECE - 1,
          SealDigest.PIECE,
          SealDigest.PIECE + 1,
          5 * SealDigest.PIECE + 4_711
        }) {
      String expected = expected(written(size));
      assertThat(Seal.put(file)).as("%s bytes", size).isEqualTo(expected);
      assertThat(Seal.look(file, (_, _) -> true)).isEqualTo(new Seal.Found(expected, expected));
    }
  }

  @Test
  void aByteThatIsChangedIsSeenInEveryPiece() throws Exception {
    written(3 * SealDigest.PIECE + 10);
    Seal.put(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {0, SealDigest.PIECE, 2 * SealDigest.PIECE - 1, bytes.length - 1}) {
      bytes[at] ^= 1;
      Files.write(file, bytes);
      assertThat(Seal.look(file, (_, _) -> true).isIntact()).as("byte %s", at).isFalse();
      bytes[at] ^= 1;
    }
    Files.write(file, bytes);
    assertThat(Seal.look(file, (_, _) -> true).isIntact()).isTrue();
  }

  @Test
  void whoWatchesStopsIt() throws Exception {
    written(6 * SealDigest.PIECE);
    assertThat(Seal.look(file, (done, _) -> done < SealDigest.PIECE))
        .isEqualTo(new Seal.Found(null, null));
  }

  @Test
  void aFileWithoutAPlaceIsNotSealed() throws Exception {
    Files.write(file, new byte[20_000]);
    assertThatThrownBy(() -> Seal.put(file)).hasMessageContaining("no place");
  }
}
