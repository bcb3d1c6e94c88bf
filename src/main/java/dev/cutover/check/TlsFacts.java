package dev.cutover.check;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a server's TLS is like, and what follows from it.
///
/// @param protocol such as `TLSv1.3`
/// @param subject whom the certificate names
/// @param issuer who signed it
/// @param expires when it ends
public record TlsFacts(String protocol, String subject, String issuer, Instant expires) {
  private static final long SOON = 30;

  public static TlsFacts of(String protocol, Principal subject, Principal issuer, Instant expires) {
    return new TlsFacts(protocol, subject.getName(), issuer.getName(), expires);
  }

  /// The facts, and what to do about a certificate that ends soon or has ended.
  ///
  /// @param check name of the finding
  public List<Finding> findings(String check, Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.pass(check, protocol + ", " + subject + ", issued by " + issuer));
    long days = Duration.between(now, expires).toDays();
    String name = check + " certificate";
    if (expires.isBefore(now)) {
      findings.add(
          Finding.fail(
              name,
              "expired on " + expires + ".",
              "Put a new certificate onto the server; clients that look at it refuse this one."));
    } else if (days < SOON) {
      findings.add(
          Finding.warn(name, "expires in " + days + " days.", "Renew it on the server in time."));
    } else {
      findings.add(Finding.pass(name, "expires in " + days + " days"));
    }
    return findings;
  }
}
