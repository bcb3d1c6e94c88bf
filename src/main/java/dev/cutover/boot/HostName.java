package dev.cutover.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The name that the workers of this host go by.
final class HostName {
  private HostName() {}

  static String get() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
