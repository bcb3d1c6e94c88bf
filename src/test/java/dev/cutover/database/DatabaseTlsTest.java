package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.kit.TestCertificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of the way to a PostgreSQL that speaks TLS.
class DatabaseTlsTest {
  @TempDir static Path folder;

  private static EmbeddedPostgres server;
  private static Path certificate;

  @BeforeAll
  static void start() throws Exception {
    TestCertificate made = new TestCertificate(folder, "dns:localhost");
    certificate = made.certificatePem();
    Path key = made.keyPem();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.toString())
            .setServerConfig("ssl_key_file", key.toString())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static List<Finding> findings(String host, String options, Instant now) {
    return new DatabaseTrial(
            DatabaseAddress.parse(
                "postgresql://postgres:postgres@"
                    + host
                    + ":"
                    + server.getPort()
                    + "/postgres?"
                    + options,
                Map.of()),
            InstantSource.fixed(now))
        .run();
  }

  private static Finding find(List<Finding> findings, String check) {
    return findings.stream().filter(each -> each.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void aVerifiedConnectionIsToldWithProtocolNameAndEnd() {
    List<Finding> found =
        findings("localhost", "sslmode=verify-full&sslrootcert=" + certificate, Instant.now());

    Finding tls = find(found, "database TLS");
    assertThat(tls.severity()).isEqualTo(Finding.Severity.PASS);
    assertThat(tls.found()).startsWith("TLSv1.").contains("CN=test");
    Finding end = find(found, "database TLS certificate");
    assertThat(end.severity()).isEqualTo(Finding.Severity.WARN);
    assertThat(end.found()).matches("expires in [12] days\\.");
  }

  @Test
  void anExpiredCertificateIsAFailureThoughTheDriverDoesNotLookAtIt() {
    Finding end =
        find(
            findings("localhost", "sslmode=require", Instant.now().plus(Duration.ofDays(3))),
            "database TLS certificate");

    assertThat(end.severity()).isEqualTo(Finding.Severity.FAIL);
    assertThat(end.found()).startsWith("expired on ");
  }

  @Test
  void aCertificateForAnotherHostIsRefusedInWords() {
    List<Finding> found =
        findings("127.0.0.1", "sslmode=verify-full&sslrootcert=" + certificate, Instant.now());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Finding.Severity.FAIL);
    assertThat(found.getFirst().found() + found.getFirst().remedy())
        .contains("127.0.0.1")
        .containsIgnoringCase("certificate");
  }

  @Test
  void anUnencryptedConnectionToALocalServerIsNoFault() {
    Finding tls = find(findings("localhost", "sslmode=disable", Instant.now()), "database TLS");

    assertThat(tls.severity()).isEqualTo(Finding.Severity.PASS);
    assertThat(tls.found()).startsWith("none");
  }

  @Test
  void anUnknownAuthorityIsRefusedInWords() {
    List<Finding> found = findings("localhost", "sslmode=verify-ca", Instant.now());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Finding.Severity.FAIL);
    assertThat(found.getFirst().found()).contains("certificate").contains("No password was sent");
    assertThat(found.getFirst().remedy()).contains("sslrootcert");
  }
}
