package dev.cutover.boot;

import dev.cutover.profile.Secrets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passwords of a target, fetched when a server is first opened: looking at jobs does not ask for
/// the broker's.
public interface Passwords {
  /// The addresses themselves, `.pgpass` and the environment have them.
  Passwords NONE =
      new Passwords() {
        @Override
        public @Nullable String database() {
          return null;
        }

        @Override
        public @Nullable String broker() {
          return null;
        }
      };

  /// Null to leave it to address, `.pgpass` and environment.
  @Nullable String database();

  /// Null to leave it to the address.
  @Nullable String broker();

  /// Fetches each at most once: a person is not asked twice.
  static Passwords once(Supplier<@Nullable String> database, Supplier<@Nullable String> broker) {
    Passwords each =
        new Passwords() {
          @Override
          public @Nullable String database() {
            return database.get();
          }

          @Override
          public @Nullable String broker() {
            return broker.get();
          }
        };
    return new Remembered(each);
  }

  /// Those in hand, and nothing else.
  static Passwords given(Secrets secrets) {
    return once(secrets::database, secrets::broker);
  }

  /// Keeps what it was told.
  final class Remembered implements Passwords {
    private final Passwords source;
    private boolean databaseKnown;
    private boolean brokerKnown;
    private @Nullable String database;
    private @Nullable String broker;

    private Remembered(Passwords source) {
      this.source = source;
    }

    @Override
    public synchronized @Nullable String database() {
      if (!databaseKnown) {
        database = source.database();
        databaseKnown = true;
      }
      return database;
    }

    @Override
    public synchronized @Nullable String broker() {
      if (!brokerKnown) {
        broker = source.broker();
        brokerKnown = true;
      }
      return broker;
    }
  }

  /// Asks a person.
  interface Asker {
    /// @param what such as `database of profile plant-7`
    /// @throws Refused when there is nobody to ask
    String ask(String what);
  }
}
