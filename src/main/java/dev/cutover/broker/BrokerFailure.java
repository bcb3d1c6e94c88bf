package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.cutover.job.Problem;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Reads what the client library threw into words.
///
/// @param refused the broker answered and said no: trying again soon is of no use
record BrokerFailure(Problem problem, boolean refused) {
  private static final int LONGEST = 300;

  /// Complaints about frames quote the frame, which may be the one with the password.
  private static final Set<Integer> QUOTING =
      Set.of(AMQP.FRAME_ERROR, AMQP.SYNTAX_ERROR, AMQP.COMMAND_INVALID, AMQP.UNEXPECTED_FRAME);

  private static final String STATE = "Jobs wait in the table; nothing is lost. ";

  static BrokerFailure of(BrokerAddress address, @Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      BrokerFailure read = read(address, t);
      if (read != null) {
        return read;
      }
    }
    String message = thrown == null ? null : thrown.getMessage();
    String why = message == null ? "" : ": " + oneLine(message);
    return unreachable(
        address, "The connection to the broker " + address.place() + " broke" + why + ".");
  }

  private static @Nullable BrokerFailure read(BrokerAddress address, Throwable t) {
    String place = address.place();
    return switch (t) {
      case AuthenticationFailureException _ -> login(address);
      case PossibleAuthenticationFailureException _ -> login(address);
      case UnknownHostException _ ->
          unreachable(address, "The broker's host name " + address.host() + " is not known here.");
      case ConnectException _ ->
          unreachable(
              address, "Nothing accepts connections at the broker's address " + place + ".");
      case SocketTimeoutException _ -> silent(address);
      case TimeoutException _ -> silent(address);
      case SSLException e ->
          refused(
              "broker.tls",
              "No TLS connection to the broker " + place + ": " + oneLine(e.getMessage()) + ".",
              STATE
                  + "Check that the port speaks TLS and that its certificate names this host and is"
                  + " signed by an authority this Java trusts.");
      case ProtocolVersionMismatchException _ ->
          refused(
              "broker.protocol",
              "The server at " + place + " does not speak AMQP 0-9-1.",
              "Check host and port of the broker.");
      case ShutdownSignalException e -> closed(address, e);
      default -> null;
    };
  }

  private static @Nullable BrokerFailure closed(
      BrokerAddress address, ShutdownSignalException signal) {
    int code;
    String text;
    Method reason = signal.getReason();
    if (reason instanceof AMQP.Connection.Close close) {
      code = close.getReplyCode();
      text = close.getReplyText();
    } else if (reason instanceof AMQP.Channel.Close close) {
      code = close.getReplyCode();
      text = close.getReplyText();
    } else {
      return null;
    }
    String said = " (" + code + " " + (QUOTING.contains(code) ? word(text) : oneLine(text)) + ").";
    if (reason instanceof AMQP.Connection.Close
        && (text.contains("vhost") || text.contains("irtual host"))) {
      return refused(
          "broker.vhost",
          "The broker "
              + address.place()
              + " does not let user "
              + address.user()
              + " into virtual host "
              + address.vhost()
              + said,
          STATE + "Create the virtual host or give the user rights in it, or correct the address.");
    }
    return switch (code) {
      case AMQP.ACCESS_REFUSED ->
          refused(
              "broker.permission",
              "User " + address.user() + " lacks a right at the broker " + address.place() + said,
              STATE
                  + "Give the user configure, write and read rights on ^etl\\. in this virtual"
                  + " host.");
      case AMQP.NOT_FOUND ->
          new BrokerFailure(
              new Problem(
                  "broker.topology",
                  "The broker " + address.place() + " misses a part of the topology" + said,
                  "It is declared again at once; if this repeats, look who deletes it."),
              false);
      default ->
          unreachable(address, "The broker " + address.place() + " closed the connection" + said);
    };
  }

  private static BrokerFailure login(BrokerAddress address) {
    return refused(
        "broker.login",
        "The broker " + address.place() + " refused the login of user " + address.user() + ".",
        STATE + "Correct user or password; the next try is in 30 seconds.");
  }

  private static BrokerFailure silent(BrokerAddress address) {
    return unreachable(address, "The broker " + address.place() + " does not answer.");
  }

  private static BrokerFailure unreachable(BrokerAddress address, String what) {
    return new BrokerFailure(
        new Problem(
            "broker.unreachable",
            what,
            STATE
                + "Check that the broker at "
                + address.place()
                + " runs; the connection is retried."),
        false);
  }

  private static BrokerFailure refused(String code, String what, String remedy) {
    return new BrokerFailure(new Problem(code, what, remedy), true);
  }

  private static String word(String text) {
    int dash = text.indexOf(" - ");
    return oneLine(dash < 0 ? text : text.substring(0, dash));
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
