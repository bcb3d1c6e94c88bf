package dev.cutover.broker;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.JobId;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue.ForeignJob;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintCodecTest {
  private static final String JOB =
      """
      {"tenant_id": 1, "job_type": "extract", "entity_type": "jira_issues", \
      "integration_id": 2, "payload": {"jql": "project = A"}, "priority": 5}\
      """;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final HintCodec codec = new HintCodec(new ForeignJobReader(() -> now));

  private Received decode(byte[] body) {
    return codec.decode(body, null);
  }

  private String reason(byte[] body) {
    Received received = decode(body);
    assertThat(received).isInstanceOf(Received.Unreadable.class);
    return ((Received.Unreadable) received).reason();
  }

  private String reason(String body) {
    return reason(body.getBytes(UTF_8));
  }

  private ForeignJob job(String body, @Nullable String messageId) {
    Received received = codec.decode(body.getBytes(UTF_8), messageId);
    assertThat(received).isInstanceOf(Received.Foreign.class);
    return ((Received.Foreign) received).job();
  }

  @Test
  void aHintComesBackAsItWent() {
    Hint hint = new Hint(new JobId(Long.MAX_VALUE), Integer.MAX_VALUE);
    byte[] bytes = HintCodec.encode(hint);
    assertThat(bytes.length).isLessThanOrEqualTo(256);
    assertThat(decode(bytes)).isEqualTo(new Received.OfHint(hint));
  }

  @Test
  void aHintWithoutANumberOfDispatchIsAHint() {
    assertThat(decode("{\"v\":1,\"job\":7}".getBytes(UTF_8)))
        .isEqualTo(new Received.OfHint(new Hint(new JobId(7), 0)));
  }

  @Test
  void aTestMessageIsRecognised() {
    UUID id = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    assertThat(decode(HintCodec.probe(id))).isEqualTo(new Received.Probe(id.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\":2,\"job\":7,\"d\":1}|v:",
        "{\"v\":\"1\",\"job\":7}|v:",
        "{\"v\":1}|job: is missing",
        "{\"v\":1,\"job\":0}|job:",
        "{\"v\":1,\"job\":-7}|job:",
        "{\"v\":1,\"job\":\"7\"}|job:",
        "{\"v\":1,\"job\":7.0}|job:",
        "{\"v\":1,\"job\":9223372036854775808}|job:",
        "{\"v\":1,\"job\":7,\"d\":-1}|d:",
        "{\"v\":1,\"job\":7,\"d\":2147483648}|d:",
        "{\"v\":1,\"job\":7,\"x\":1}|unknown fields",
        "{\"v\":1,\"job\":7,\"job\":8}|Duplicate"
      })
  void case49_aHintThatNamesNoPossibleJobIsRefusedByField(String body, String named) {
    assertThat(reason(body)).contains(named);
  }

  @Test
  void case44_emptyBodiesAndOtherValuesAreNamed() {
    assertThat(reason(new byte[0])).contains("0 bytes");
    assertThat(reason("   ")).isNotEmpty();
    assertThat(reason("null")).contains("null");
    assertThat(reason("[]")).contains("array");
    assertThat(reason("\"x\"")).contains("string");
    assertThat(reason("7")).contains("number");
    assertThat(reason("{}")).contains("neither a hint nor a job");
  }

  @Test
  void case45_damagedTextIsNamed() {
    assertThat(reason(JOB.substring(0, JOB.length() - 5))).contains("not acceptable JSON");
    assertThat(reason(JOB + " x")).contains("not acceptable JSON");
    assertThat(reason(JOB + JOB)).contains("not acceptable JSON");
    assertThat(reason("\uFEFF" + JOB)).contains("byte order mark");
    assertThat(reason(JOB.getBytes(UTF_16))).contains("byte order mark");
    assertThat(reason(JOB.getBytes(UTF_16LE))).contains("UTF-16");
    byte[] invalid = JOB.getBytes(UTF_8);
    invalid[30] = (byte) 0xC3;
    assertThat(reason(invalid)).contains("not valid UTF-8");
  }

  @Test
  void case46_bombsMeetANamedLimit() {
    assertThat(reason("[".repeat(1_001))).contains("64");
    assertThat(reason("[".repeat(200_000))).contains("64");
    assertThat(reason("{\"a\":".repeat(65) + "1" + "}".repeat(65))).contains("64");
    assertThat(reason("\"" + "x".repeat(20_000_000) + "\"")).contains("limit is 1048576");
    assertThat(reason("{\"v\":1,\"x\":\"" + "x".repeat(300_000) + "\"}")).contains("262144");
    assertThat(reason("{\"v\":1,\"job\":" + "1".repeat(1_001) + "}")).contains("256");
    assertThat(reason("{\"v\":1,\"job\":1e1000000}")).contains("exponent", "1000");
    assertThat(reason("{\"v\":1,\"job\":1e-1000000}")).contains("exponent", "1000");
    assertThat(reason("[" + "1,".repeat(200_000) + "1]")).contains("100000");
  }

  @Test
  void aWholeJobIsReadAndItsBytesAreKept() {
    ForeignJob job = job(JOB, null);
    assertThat(job.tenantId()).isEqualTo(1);
    assertThat(job.integrationId()).isEqualTo(2);
    assertThat(job.jobType()).isEqualTo("extract");
    assertThat(job.entityType()).isEqualTo("jira_issues");
    assertThat(job.priority()).isEqualTo(5);
    assertThat(job.payloadJson()).isEqualTo("{\"jql\":\"project = A\"}");
    assertThat(job.message()).isEqualTo(JOB.getBytes(UTF_8));
  }

  @Test
  void whatASenderMayLeaveOutHasADefaultAndWhatWeDoNotKnowIsLeftOut() {
    ForeignJob job =
        job(
            """
            {"tenant_id":1,"job_type":"load","entity_type":"github_prs","integration_id":2,
             "priority":null,"integration_config":{"token":"canary"}}\
            """,
            null);
    assertThat(job.priority()).isEqualTo(5);
    assertThat(job.payloadJson()).isEqualTo("{}");
  }

  @Test
  void numbersInAPayloadKeepTheirDigits() {
    String body = JOB.replace("\"project = A\"", "12345678901234567.89");
    assertThat(job(body, null).payloadJson()).isEqualTo("{\"jql\":12345678901234567.89}");
  }

  @Test
  void case47_aRepeatedTenantIsRefused() {
    assertThat(reason(JOB.replace("\"tenant_id\": 1", "\"tenant_id\": 1, \"tenant_id\": 2")))
        .contains("Duplicate", "tenant_id");
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "\"1\"", "1.5", "true", "null", "[1]", "2147483648", "1e3"})
  void case48_aTenantThatCannotBeIsRefusedByName(String value) {
    assertThat(reason(JOB.replace("\"tenant_id\": 1", "\"tenant_id\": " + value)))
        .startsWith("tenant_id: ");
    assertThat(reason(JOB.replace("\"integration_id\": 2", "\"integration_id\": " + value)))
        .startsWith("integration_id: ");
  }

  @Test
  void case48_aMissingTenantIsRefusedByName() {
    assertThat(reason(JOB.replace("\"tenant_id\": 1, ", ""))).isEqualTo("tenant_id: is missing");
  }

  @Test
  void case57_unknownWordsAndPrioritiesAreRefusedByName() {
    assertThat(reason(JOB.replace("\"extract\"", "\"vectorize\""))).startsWith("job_type: ");
    assertThat(reason(JOB.replace("\"extract\"", "7"))).startsWith("job_type: ");
    assertThat(reason(JOB.replace("\"jira_issues\"", "\"jira_isues\"")))
        .startsWith("entity_type: ");
    for (String priority : new String[] {"99", "10", "-1", "\"5\"", "5.0", "true", "{}"}) {
      assertThat(reason(JOB.replace("\"priority\": 5", "\"priority\": " + priority)))
          .startsWith("priority: ");
    }
    assertThat(reason(JOB.replace("{\"jql\": \"project = A\"}", "[]"))).startsWith("payload: ");
  }

  @Test
  void textThatTheDatabaseCannotStoreIsRefused() {
    assertThat(reason(JOB.replace("project", "\\u0000"))).contains("U+0000");
    assertThat(reason(JOB.replace("project", "\\ud800"))).contains("surrogate");
    assertThat(reason(JOB.replace("jql", "\\udc00"))).contains("surrogate");
    assertThat(job(JOB.replace("project", "\\ud83d\\ude00"), null).payloadJson()).contains("😀");
  }

  @Test
  void aRedeliveredJobHasTheSameKeyAndTheSameOrderTomorrowAnother() {
    String first = job(JOB, null).messageKey();
    now = now.plusSeconds(60);
    assertThat(job(JOB, null).messageKey()).isEqualTo(first);
    now = now.plusSeconds(86_400);
    assertThat(job(JOB, null).messageKey()).isNotEqualTo(first);
  }

  @Test
  void theSendersMessageIdIsTheKeyWhereThereIsOne() {
    String first = job(JOB, "a").messageKey();
    assertThat(job(JOB, "b").messageKey()).isNotEqualTo(first);
    now = now.plusSeconds(86_400);
    assertThat(job(JOB, "a").messageKey()).isEqualTo(first);
  }

  @Test
  void case59_tenThousandRandomBodiesAndTenThousandMutationsAreAllAccountedFor() {
    Random random = new Random(59);
    byte[] valid = JOB.getBytes(UTF_8);
    int accounted = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      accounted += decode(bytes) instanceof Received.Unreadable ? 1 : 0;
    }
    assertThat(accounted).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      byte[] mutated = Arrays.copyOf(valid, valid.length - random.nextInt(3));
      for (int n = random.nextInt(4); n >= 0; n--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Received received = decode(mutated);
      if (received instanceof Received.Foreign(ForeignJob job)) {
        assertThat(job.tenantId()).isPositive();
        assertThat(job.priority()).isBetween(0, 9);
      }
      accounted++;
    }
    assertThat(accounted).isEqualTo(20_000);
  }
}
