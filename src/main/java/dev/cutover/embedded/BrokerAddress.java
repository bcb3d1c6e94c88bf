package dev.cutover.embedded;

/// Where the embedded broker speaks AMQP 0-9-1 and as whom. The password is readable, never
/// printed.
public record BrokerAddress(
    String host, int port, String virtualHost, String user, String password) {

  @Override
  public String toString() {
    return "amqp://" + user + "@" + host + ":" + port + "/" + virtualHost;
  }
}
