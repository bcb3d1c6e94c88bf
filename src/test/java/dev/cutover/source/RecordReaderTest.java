package dev.cutover.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.source.RecordReader.Reading.Accepted;
import dev.cutover.source.RecordReader.Reading.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

class RecordReaderTest {
  private final RecordReader reader = new RecordReader(JsonLimits.DEFAULT);

  @Test
  void theBytesOfARecordAreKeptAsTheyCame() {
    byte[] page =
        "  {\"id\" : \"7\",\n \"fields\":{\"updated\":\"2020-06-12T08:13:13.360+0800\"}} ,"
            .getBytes(UTF_8);
    SourceRecord record =
        accepted(reader.read(EntityType.JIRA_ISSUES, page, 0, page.length - 1, null));
    assertThat(new String(record.body(), UTF_8))
        .isEqualTo("{\"id\" : \"7\",\n \"fields\":{\"updated\":\"2020-06-12T08:13:13.360+0800\"}}");
    assertThat(record.externalId()).isEqualTo("7");
    assertThat(record.updatedAt()).isEqualTo(Instant.parse("2020-06-12T00:13:13.360Z"));
    assertThat(record.jsonb()).isNull();
    assertThat(record.flags()).isEmpty();
  }

  @Test
  void theDigestIsThatOfTheCanonicalForm() throws Exception {
    String canonical =
        "{\"a\":[1e2,{\"x\":null,\"y\":\"\\n\\u0001\\\"/é\"}],\"ab\":true,\"b\":-0.50,\"id\":1}";
    String messy =
        "{ \"id\" : 1,\r\n"
            + "\"b\":-0.50,\"ab\":true ,\t\"a\": [1e2,"
            + " {\"y\":\"\\u000a\\u0001\\u0022\\/\\u00e9\",\"x\":null}]}";
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));
    assertThat(digest(canonical)).isEqualTo(expected);
    assertThat(digest(messy)).isEqualTo(expected);
  }

  @Test
  void case52_numbersAreComparedAsWritten() {
    assertThat(digest("{\"id\":1,\"n\":1e2}")).isNotEqualTo(digest("{\"id\":1,\"n\":100}"));
    assertThat(digest("{\"id\":1,\"n\":1.0}")).isNotEqualTo(digest("{\"id\":1,\"n\":1.00}"));
    SourceRecord record = accept("{\"id\":1,\"n\":12345678901234567.89, \"m\":1e2}");
    assertThat(new String(record.body(), UTF_8)).contains("12345678901234567.89", "1e2");
    assertThat(record.jsonb()).isNull();
  }

  @Test
  void oneChangedCharacterOrAMovedValueIsAnotherDigest() {
    byte[] one = digest("{\"id\":1,\"a\":\"x\",\"b\":\"y\"}");
    assertThat(digest("{\"id\":1,\"a\":\"y\",\"b\":\"x\"}")).isNotEqualTo(one);
    assertThat(digest("{\"id\":1,\"a\":\"x\",\"b\":\"y \"}")).isNotEqualTo(one);
    assertThat(digest("{\"id\":1,\"a\":[\"x\"],\"b\":\"y\"}")).isNotEqualTo(one);
    assertThat(digest("{\"id\":1,\"a\":\"x\\\",\\\"b\\\":\\\"y\"}")).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 24, 25, 60, 1000})
  void membersOfLargeAndSmallObjectsAreOrdered(int count) throws Exception {
    Random random = new Random(count);
    TreeMap<String, String> sorted = new TreeMap<>();
    sorted.put("id", "1");
    while (sorted.size() < count) {
      String prefix = random.nextBoolean() ? "customfield_" : random.nextBoolean() ? "" : "é";
      sorted.put(prefix + random.nextInt(count * 5), "{\"b\":1,\"a\":2}".repeat(1));
    }
    StringBuilder canonical = new StringBuilder();
    StringBuilder shuffled = new StringBuilder();
    sorted.forEach(
        (k, v) ->
            canonical
                .append(',')
                .append("\"" + k + "\":" + v.replace("\"b\":1,\"a\":2", "\"a\":2,\"b\":1")));
    sorted.descendingMap().forEach((k, v) -> shuffled.append(',').append("\"" + k + "\":" + v));
    byte[] expected =
        MessageDigest.getInstance("SHA-256")
            .digest(("{" + canonical.substring(1) + "}").getBytes(UTF_8));
    assertThat(digest("{" + shuffled.substring(1) + "}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "[{\"id\":1}]",
        "\"x\"",
        "12",
        "tru",
        "{\"id\":1}}",
        "{'id':1}",
        "{\"id\":01}",
        "{\"id\":1.}",
        "{\"id\":.5}",
        "{\"id\":+1}",
        "{\"id\":1e}",
        "{\"id\":\"\\x\"}",
        "{\"id\":\"\\u12g4\"}",
        "{\"id\" 1}",
        "{\"id\":1,}",
        "{,}",
        "{\"id\":[1,]}",
        "{\"id\":[1 2]}",
        "{\"id\":\"a\tb\"}",
        "{\"id\":1}{\"id\":2}",
        "{\"id\":1} x",
        "{id:1}",
        "{\"id\":nul}"
      })
  void case44_whatIsNoObjectIsRefusedWithItsReason(String text) {
    assertThat(refuse(text.getBytes(UTF_8))).isNotBlank();
  }

  @Test
  void case45_aDocumentCutAnywhereIsRefused() {
    String whole =
        "{\"id\":\"1\",\"a\":[1,-2.5e3,true,null,\"x\\u00e9\\n\",{}],\"b\":{\"c\":\"\u4e2d\"}}";
    byte[] bytes = whole.getBytes(UTF_8);
    accept(whole);
    for (int length = 1; length < bytes.length; length++) {
      assertThat(refuse(Arrays.copyOf(bytes, length)))
          .as("first %d bytes", length)
          .contains("ends in the middle");
    }
  }

  @Test
  void case45_otherEncodingsAreRefusedByName() {
    assertThat(refuse("\uFEFF{\"id\":1}".getBytes(UTF_8))).contains("byte order mark");
    assertThat(refuse("{\"id\":1}".getBytes(UTF_16))).contains("UTF-16");
    assertThat(refuse("{\"id\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
        .contains("UTF-16");
    assertThat(refuse("{\"id\":\"é\"}".getBytes(ISO_8859_1))).contains("not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "C0 80",
    "C1 BF",
    "E0 80 80",
    "ED A0 80",
    "F0 80 80 80",
    "F4 90 80 80",
    "F8 88 80 80",
    "80",
    "E4 B8 22",
    "C3"
  })
  void case45_brokenUtf8IsRefused(String hex) {
    byte[] bad = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] body = new ByteBuilder(16).add("{\"id\":1,\"a\":\"").add(bad).add("      \"}").bytes();
    assertThat(refuse(body)).contains("not UTF-8");
  }

  @Test
  void case46_limitsAreNamedAndNothingOverflows() {
    assertThat(refuse(nested(501))).contains("500");
    assertThat(refuse(nested(1_001))).contains("limit of 500");
    assertThat(refuse(nested(200_000))).contains("limit of 500");
    accepted(reader.read(EntityType.JIRA_ISSUES, nested(499)));
    assertThat(refuse(("{\"id\":1,\"n\":" + "9".repeat(1_001) + "}").getBytes(UTF_8)))
        .contains("limit of 1,000");
    assertThat(refuse(("{\"id\":1,\"n\":\"" + "x".repeat(20_000_001) + "\"}").getBytes(UTF_8)))
        .contains("string")
        .contains("20,000,000");
    assertThat(refuse(("{\"id\":1,\"" + "x".repeat(50_001) + "\":1}").getBytes(UTF_8)))
        .contains("50,000");
    RecordReader small = new RecordReader(JsonLimits.DEFAULT.withBytes(100));
    assertThat(((Refused) small.read(EntityType.JIRA_ISSUES, new byte[101])).reason())
        .contains("limit of 100");
  }

  @Test
  void aNameThatComesTwiceIsRefusedAtEveryLevel() {
    assertThat(refuse("{\"id\":1,\"tenant_id\":1,\"tenant_id\":2}".getBytes(UTF_8)))
        .contains("\"tenant_id\" twice");
    assertThat(refuse("{\"id\":1,\"a\":[{\"b\":1,\"c\":2,\"b\":1}]}".getBytes(UTF_8)))
        .contains("\"b\" twice");
    assertThat(refuse("{\"id\":1,\"a\\u0062\":1,\"ab\":2}".getBytes(UTF_8)))
        .contains("\"ab\" twice");
  }

  @Test
  void case50_whatJsonbCannotHoldGetsACleanedCopyAndAFlag() {
    String text =
        "{\"id\":\"1\",\"nul\":\"a\\u0000b\",\"half\":\"x\\ud800y\\udc00\",\"pair\":\"\\ud83d\\ude00\",\"big\":1e200000,\"nan\":NaN,\"inf\":-Infinity}";
    SourceRecord record = accept(text);
    assertThat(new String(record.body(), UTF_8)).isEqualTo(text);
    assertThat(record.flags())
        .containsExactlyInAnyOrder("nul", "lone_surrogate", "number_range", "nan");
    assertThat(new String(record.jsonb(), UTF_8))
        .isEqualTo(
            "{\"id\":\"1\",\"nul\":\"a\uFFFDb\",\"half\":\"x\uFFFDy\uFFFD\",\"pair\":\"\\ud83d\\ude00\",\"big\":\"1e200000\",\"nan\":\"NaN\",\"inf\":\"-Infinity\"}");
    assertThat(accept("{\"id\":1}").flags()).as("flags of the next record").isEmpty();
    assertThat(digest("{\"id\":1,\"a\":\"\\ud800\"}"))
        .isNotEqualTo(digest("{\"id\":1,\"a\":\"\\ud801\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1e1000000,true",
    "1e200000,true",
    "1e-200000,true",
    "0.1e-1000,true",
    "1e99999999999999999999,true",
    "1e998,false",
    "1E+5,false",
    "0.5e-20,false",
    "123456789012345678901234567890,false"
  })
  void case46_numbersThatWouldExplodeWhenWrittenOutAreFlagged(String number, boolean flagged) {
    SourceRecord record = accept("{\"id\":1,\"n\":" + number + "}");
    assertThat(record.flags().contains("number_range")).isEqualTo(flagged);
    assertThat(record.jsonb() != null).isEqualTo(flagged);
  }

  @Test
  void case51_idsThatNoDatabaseCanHoldAreRefusedSingly() {
    assertThat(refuse("{\"key\":\"A-1\"}".getBytes(UTF_8))).contains("no id");
    assertThat(refuse("{\"id\":null}".getBytes(UTF_8))).contains("no id");
    assertThat(refuse("{\"id\":\"\"}".getBytes(UTF_8))).contains("no id");
    assertThat(refuse("{\"id\":{\"a\":1}}".getBytes(UTF_8))).contains("no id");
    assertThat(refuse(("{\"id\":\"" + "x".repeat(256) + "\"}").getBytes(UTF_8))).contains("256");
    assertThat(refuse("{\"id\":\"a\\u0000\"}".getBytes(UTF_8))).contains("character");
    assertThat(refuse("{\"id\":\"\\ud800\"}".getBytes(UTF_8))).contains("character");
    assertThat(accept("{\"id\":\"" + "😀".repeat(255) + "\"}").externalId())
        .isEqualTo("😀".repeat(255));
    assertThat(accept("{\"id\":\"'; DROP TABLE x; -- \\\\.\"}").externalId())
        .isEqualTo("'; DROP TABLE x; -- \\.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JIRA_PROJECT_STATUSES|{\"project\":{\"id\":\"10\",\"key\":\"A\"},\"issueTypes\":[]}|10",
        "JIRA_DEV_STATUS|{\"issueId\":10063,\"detail\":[]}|10063",
        "GITHUB_REPOSITORIES|{\"id\":134018330,\"node_id\":\"R_x\"}|134018330",
        "GITHUB_PRS|{\"id\":\"PR_x\",\"number\":1}|PR_x",
        "GITHUB_PRS|{\"id\":203756736,\"node_id\":\"MDEx\"}|MDEx"
      })
  void everyEntityHasItsOwnIdentity(EntityType entity, String json, String id) {
    assertThat(accepted(reader.read(entity, json.getBytes(UTF_8))).externalId()).isEqualTo(id);
  }

  /// Mutated documents: whatever happens, it is an answer, and one that a strict parser agrees
  /// with.
  @Test
  void case59_mutatedDocumentsAreJudgedAsAStrictParserJudgesThem() {
    byte[] seed =
        "{\"id\":\"1\",\"a\":[1,-2.5e3,true,null,false,\"x\\u00e9\\n\\ud83d\\ude00\",{}],\"b\":{\"c\":\"中\",\"d\":\"\\\\\\/\"},\"e\":0.10}"
            .getBytes(UTF_8);
    JsonFactory strict =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    Random random = new Random(59);
    int accepted = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] mutant = seed.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        mutant[random.nextInt(mutant.length)] =
            random.nextBoolean() ? seed[random.nextInt(seed.length)] : (byte) random.nextInt(256);
      }
      boolean ours = ourJudgement(mutant);
      accepted += ours ? 1 : 0;
      assertThat(ours)
          .as("judgement of %s", new String(mutant, ISO_8859_1))
          .isEqualTo(theirJudgement(strict, mutant));
    }
    assertThat(accepted).isBetween(1_000, 29_000);
  }

  @Test
  void case59_randomBytesNeverEscapeAsAnException() {
    Random random = new Random(60);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      assertThat(reader.read(EntityType.JIRA_ISSUES, noise)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void sourceFilesOfTheProjectAreNoRecords() throws Exception {
    byte[] pom = Files.readAllBytes(Path.of("pom.xml"));
    assertThat(refuse(pom)).contains("no JSON value");
  }

  private static boolean ourJudgement(byte[] document) {
    try {
      JsonScan scan = new JsonScan(JsonLimits.DEFAULT);
      scan.scan(document, 0, document.length, Wanted.NOTHING);
      return !scan.flags().contains("nan");
    } catch (NotJson refused) {
      return false;
    }
  }

  private static boolean theirJudgement(JsonFactory strict, byte[] document) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
    try (var parser = strict.createParser(ObjectReadContext.empty(), text)) {
      int depth = 0;
      int roots = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        roots += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
          parser.getString();
        } else if (token.isNumeric()) {
          parser.getDecimalValue();
        }
      }
      return roots == 1 && depth == 0;
    } catch (tools.jackson.core.JacksonException refused) {
      return false;
    }
  }

  private static byte[] nested(int depth) {
    return ("{\"id\":1,\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}")
        .getBytes(UTF_8);
  }

  private SourceRecord accept(String json) {
    return accepted(reader.read(EntityType.JIRA_ISSUES, json.getBytes(UTF_8)));
  }

  private byte[] digest(String json) {
    return accept(json).sha256();
  }

  private String refuse(byte[] body) {
    RecordReader.Reading reading = reader.read(EntityType.JIRA_ISSUES, body);
    assertThat(reading).isInstanceOf(Refused.class);
    return ((Refused) reading).reason();
  }

  private static SourceRecord accepted(RecordReader.Reading reading) {
    assertThat(reading).isInstanceOf(Accepted.class);
    return ((Accepted) reading).record();
  }
}
