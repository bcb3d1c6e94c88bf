package dev.cutover.ui;

import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.Secrets;

/// The profiles a window may be connected to.
public interface Connections {

  ProfileBook book();

  /// The way to the servers of a profile; contacts nothing yet.
  ///
  /// @param given passwords that go before the stored ones
  Connector to(String profile, Secrets given);
}
