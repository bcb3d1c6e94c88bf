package dev.cutover.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.kit.TestPostgres;
import dev.cutover.pipeline.stage.SourceRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the reader accepts, PostgreSQL's jsonb takes: the bytes themselves, or the cleaned copy.
/// Otherwise one record could stop a page.
class JsonbAcceptanceTest {
  private final RecordReader reader = new RecordReader(JsonLimits.DEFAULT);

  @Test
  void case46_everythingWithinTheLimitsIsTaken() throws Exception {
    List<byte[]> documents = new ArrayList<>();
    for (String value :
        List.of(
            "9".repeat(1_000),
            "1e999",
            "-1e-999",
            "0." + "3".repeat(990) + "e-5",
            "1e200000",
            "0e99999999999",
            "1e1000000",
            "NaN",
            "-Infinity",
            "[".repeat(498) + "]".repeat(498),
            "\"" + "x".repeat(3_000_000) + "\"",
            "\"\\u0000\\ud800\\udfff\\ud83d\\ude00\\u0001\"",
            "{\"\\u0000\":\"\\ud800\",\"a\\udc00\":1}",
            "\"\u007f\uFFFE\uFDD0\"")) {
      documents.add(("{\"id\":1,\"v\":" + value + "}").getBytes(UTF_8));
    }
    takesAll(documents);
  }

  @Test
  void case59_mutatedDocumentsThatAreAcceptedAreTaken() throws Exception {
    byte[] seed =
        "{\"id\":\"1\",\"a\":[1,-2.5e3,true,null,\"x\\u00e9\\u0000\\n\\ud83d\\ude00\",{}],\"b\":{\"c\":\"中\",\"d\":\"\\\\\\/\"},\"e\":0.10,\"n\":NaN}"
            .getBytes(UTF_8);
    Random random = new Random(50);
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      byte[] mutant = seed.clone();
      for (int n = random.nextInt(2); n >= 0; n--) {
        mutant[random.nextInt(mutant.length)] =
            random.nextBoolean()
                ? seed[random.nextInt(seed.length)]
                : (byte) (' ' + random.nextInt(95));
      }
      if (reader.read(EntityType.JIRA_ISSUES, mutant) instanceof RecordReader.Reading.Accepted) {
        documents.add(mutant);
      }
    }
    assertThat(documents.size()).isGreaterThan(2_000);
    takesAll(documents);
  }

  private void takesAll(List<byte[]> documents) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement take =
            connection.prepareStatement("SELECT (convert_from(?, 'UTF8')::jsonb)->>'id'")) {
      for (byte[] document : documents) {
        RecordReader.Reading reading = reader.read(EntityType.JIRA_ISSUES, document);
        assertThat(reading).as(shown(document)).isInstanceOf(RecordReader.Reading.Accepted.class);
        SourceRecord record = ((RecordReader.Reading.Accepted) reading).record();
        byte[] jsonb = record.jsonb();
        take.setBytes(1, jsonb == null ? record.body() : jsonb);
        try (ResultSet row = take.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo(record.externalId());
        } catch (SQLException refused) {
          throw new AssertionError("jsonb refuses " + shown(document), refused);
        }
      }
    }
  }

  private static String shown(byte[] document) {
    return new String(document, 0, Math.min(200, document.length), ISO_8859_1);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(TestPostgres.emptyDatabase());
  }
}
