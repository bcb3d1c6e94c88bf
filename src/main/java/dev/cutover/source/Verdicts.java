package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What an answer, or its absence, means for the job.
final class Verdicts {
  private final IntegrationSettings integration;
  private final Credentials credentials;

  Verdicts(IntegrationSettings integration, Credentials credentials) {
    this.integration = integration;
    this.credentials = credentials;
  }

  /// A status that is no success.
  SourceProblem status(Answer answer) {
    String where = Trouble.name(integration) + ": " + Trouble.bare(answer.uri());
    int status = answer.status();
    return switch (status) {
      case 401 ->
          Trouble.permanent(
              "source.unauthorised",
              where + " refuses the credentials (401)" + said(answer),
              "Check user and token of the integration (tokens expire), then redrive the job.");
      case 403 ->
          Trouble.permanent(
              "source.forbidden",
              where + " does not let this account read (403)" + said(answer),
              "Give the account of the integration the right to read this, then redrive the job."
                  + captcha(answer));
      case 404, 410 ->
          Trouble.permanent(
              "source.not_found",
              where
                  + " does not exist, or this account may not see it ("
                  + status
                  + ")"
                  + said(answer),
              "Check url, projects and repos of the integration and what its account may see, then"
                  + " redrive the job.");
      case 408, 421, 425 ->
          Trouble.passing("source.server", where + " answered " + status + said(answer), null);
      default ->
          status >= 500
              ? Trouble.passing("source.server", where + " answered " + status + said(answer), null)
              : Trouble.permanent(
                  "source.refused",
                  where + " answered " + status + said(answer),
                  "Read what it says; mostly a setting of the integration (query, projects, repos)"
                      + " is wrong.");
    };
  }

  /// A 200 that is a page for people.
  SourceProblem page(Answer answer) {
    return Trouble.permanent(
        "source.login_page",
        Trouble.name(integration)
            + ": "
            + Trouble.bare(answer.uri())
            + " answered with a web page instead of data, probably a login page or a proxy.",
        "Check that the url is the one of the API, that the token is valid, and that no proxy asks"
            + " for a login.");
  }

  /// A 200 for nobody in particular: Jira lets a caller with wrong credentials read as a guest.
  SourceProblem guest(Answer answer) {
    return Trouble.permanent(
        "source.unauthorised",
        Trouble.name(integration)
            + ": "
            + Trouble.bare(answer.uri())
            + " refuses the credentials and answers as to a guest.",
        "Check user and token of the integration, then redrive the job." + captcha(answer));
  }

  SourceProblem notJson(Answer answer, NotJson fault) {
    return Trouble.passing(
        fault.truncated() ? "source.truncated" : "source.not_json",
        "%s: the answer of %s (%d bytes) %s."
            .formatted(
                Trouble.name(integration),
                Trouble.bare(answer.uri()),
                answer.body().length,
                fault.reason()),
        null);
  }

  SourceProblem strayed(URI from, @Nullable URI to) {
    return Trouble.permanent(
        "source.redirect",
        "%s: %s sends the caller on to %s. That is not the configured address, so the credentials were not sent there."
            .formatted(
                Trouble.name(integration),
                Trouble.bare(from),
                to == null ? "nowhere" : Trouble.bare(to)),
        "If that is where the service lives now, set it as the url of the integration.");
  }

  SourceProblem tooLarge(URI uri, int limit) {
    return Trouble.permanent(
        "source.too_large",
        "%s: response too large: %s sends more than %d MiB."
            .formatted(Trouble.name(integration), Trouble.bare(uri), limit >> 20),
        "If such answers are to be expected, raise max_body_mb of the integration, then redrive the"
            + " job.");
  }

  SourceProblem timedOut(URI uri, long seconds) {
    return Trouble.passing(
        "source.timeout",
        "%s: %s gave no complete answer within %d s."
            .formatted(Trouble.name(integration), Trouble.bare(uri), seconds),
        null);
  }

  /// A connection that did not come to stand, or did not last.
  SourceProblem broken(URI uri, Throwable cause) {
    String where = Trouble.name(integration) + ": " + Trouble.bare(uri);
    if (find(cause, SSLException.class) != null
        && find(cause, EOFException.class) == null
        && find(cause, SocketException.class) == null) {
      return Trouble.permanent(
          "source.tls",
          where + " cannot be trusted: " + message(cause) + ".",
          "Check the certificate of the server (name, issuer, dates) and that its issuer is trusted"
              + " by this Java.");
    }
    return Trouble.passing("source.connection", where + ": " + message(cause) + ".", cause);
  }

  private String said(Answer answer) {
    return answer.isHtml() || answer.body().length == 0
        ? "."
        : ": " + credentials.masked(answer.excerpt());
  }

  private static String captcha(Answer answer) {
    return answer.header("X-Seraph-LoginReason").contains("DENIED")
        ? " Jira asks this account for a captcha: log in once with a browser."
        : "";
  }

  private static String message(Throwable cause) {
    if (find(cause, UnresolvedAddressException.class) != null) {
      return "the name of the host is unknown";
    }
    if (find(cause, ConnectException.class) != null) {
      return "nobody answers at that address";
    }
    Throwable deepest = cause;
    while (deepest.getCause() != null
        && (deepest.getMessage() == null || deepest.getMessage().isBlank())) {
      deepest = deepest.getCause();
    }
    String text = deepest.getMessage();
    return text == null || text.isBlank()
        ? "connection failed (" + deepest.getClass().getSimpleName() + ")"
        : text;
  }

  private static @Nullable Throwable find(Throwable cause, Class<? extends Throwable> kind) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return t;
      }
    }
    return null;
  }
}
