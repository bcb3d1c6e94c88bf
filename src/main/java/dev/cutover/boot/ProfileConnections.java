package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.Secrets;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connections;
import dev.cutover.ui.Connector;
import dev.cutover.ui.Environment;
import java.util.Map;
import java.util.function.Consumer;

/// The profiles on this disk as a window sees them.
public final class ProfileConnections implements Connections {
  private final Home home;
  private final KnownSecrets known;
  private final Map<String, String> environment;
  private final Profiles profiles;

  public ProfileConnections(Home home, KnownSecrets known, Map<String, String> environment) {
    this.home = home;
    this.known = known;
    this.environment = environment;
    this.profiles = new Profiles(home, known, environment);
  }

  @Override
  public ProfileBook book() {
    return profiles;
  }

  @Override
  public Connector to(String profile, Secrets given) {
    return new Connector() {
      @Override
      public Connection connect(Consumer<Step> step) throws Exception {
        Target target = profiles.target(profile, given, Profiles.IN_THE_WINDOW);
        Environment.Kind kind = Environment.Kind.valueOf(target.kind().name());
        return new ServerConnector(new Session(target, home, known, environment), kind)
            .connect(step);
      }

      @Override
      public Problem explain(Exception failure) {
        return Explanation.of(failure);
      }
    };
  }
}
