package dev.cutover.boot;

import dev.cutover.boot.ProfileSecrets.Server;
import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerTrial;
import dev.cutover.check.Finding;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.DatabaseTrial;
import dev.cutover.job.Problem;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.ProfileForm;
import dev.cutover.profile.Secrets;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.tool.SecretTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The profiles on this disk, their passwords, and the targets they name.
public final class Profiles implements ProfileBook {
  /// For windows, which ask in a form and not while they connect.
  public static final Passwords.Asker IN_THE_WINDOW =
      what -> {
        throw new Refused(
            1,
            new Problem(
                "secret.needed",
                "The password of the " + what + " is not stored. No server was contacted with it.",
                "Choose the profile in the connections of the window, type the password and open"
                    + " it."));
      };

  private static final int USAGE = 2;

  private final ProfileFile file;
  private final ProfileSecrets secrets;
  private final Map<String, String> environment;

  public Profiles(Home home, KnownSecrets known, Map<String, String> environment) {
    this.file = new ProfileFile(home.config());
    this.secrets = new ProfileSecrets(home.secret(), new SecretTool(environment), known);
    this.environment = environment;
  }

  public static Profiles of(Session session, Map<String, String> environment) {
    return new Profiles(session.home(), session.secretsKnown(), environment);
  }

  @Override
  public List<Profile> list() {
    return file.list();
  }

  public Optional<Profile> find(String name) {
    return file.list().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// @throws Refused when there is none
  public Profile named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Refused(
                    USAGE,
                    new Problem(
                        "target.profile",
                        "There is no profile named " + name + ". Nothing was done.",
                        "See `cutover profile list`, add it with `cutover profile add`, or name"
                            + " the servers with --db and --broker.")));
  }

  /// The servers of a profile.
  ///
  /// @param given go before what is stored
  public Target target(String name, Secrets given, Passwords.Asker asker) {
    if (name.equals(Profile.EMBEDDED)) {
      return new Target(name, null, null);
    }
    Profile profile = named(name);
    return new Target(
        name,
        profile.database(),
        profile.broker(),
        profile.management(),
        profile.kind(),
        profile.colour(),
        Passwords.once(
            () -> password(profile, Server.DATABASE, given.database(), asker),
            () -> password(profile, Server.BROKER, given.broker(), asker)));
  }

  private @Nullable String password(
      Profile profile, Server server, @Nullable String given, Passwords.Asker asker) {
    if (given != null) {
      secrets.know(given);
      return given;
    }
    Keeping keeping = server.keeping(profile);
    boolean elsewhere = server == Server.DATABASE && environment.containsKey("PGPASSWORD");
    if (keeping == Keeping.PGPASS || keeping == Keeping.ASK && elsewhere) {
      return null;
    }
    String found =
        secrets.get(profile, server).orElseGet(() -> asker.ask(server.name(profile.name())));
    secrets.know(found);
    return found;
  }

  @Override
  public Saved save(ProfileForm form) {
    Read read = read(form);
    Profile wanted = read.profile();
    List<String> remarks = new ArrayList<>();
    Keeping forDatabase = place(wanted.databaseKeeping(), remarks);
    Keeping forBroker = place(wanted.brokerKeeping(), remarks);
    Profile profile = wanted.keptIn(forDatabase, forBroker);
    Optional<Profile> before = find(profile.name());
    keep(profile, before, Server.DATABASE, read.secrets().database());
    keep(profile, before, Server.BROKER, read.secrets().broker());
    file.put(profile);
    before.ifPresent(old -> forgetMoved(old, profile));
    return new Saved(profile, remarks.isEmpty() ? "" : remarks.getFirst());
  }

  /// The key store where it was wanted and answers, the encrypted file where it does not.
  private Keeping place(Keeping wanted, List<String> remarks) {
    if (wanted != Keeping.KEY_STORE) {
      return wanted;
    }
    KeyStore store = secrets.keyStore();
    if (store.answers()) {
      return wanted;
    }
    remarks.add(
        "No key store of the system answered: "
            + store.words()
            + ". The passwords are kept in the encrypted file.");
    return Keeping.FILE;
  }

  private void keep(
      Profile profile, Optional<Profile> before, Server server, @Nullable String given) {
    Keeping keeping = server.keeping(profile);
    if (!keeping.isStored()) {
      return;
    }
    // A profile whose passwords move takes them along, but never to another server.
    Optional<Profile> same =
        before.filter(old -> server.address(old).equals(server.address(profile)));
    Optional<String> secret =
        Optional.ofNullable(given)
            .or(
                () ->
                    same.filter(old -> server.keeping(old) != keeping)
                        .flatMap(old -> secrets.get(old, server)));
    secret.ifPresent(each -> secrets.put(profile.name(), server, keeping, each));
    if (secret.isEmpty() && same.isEmpty()) {
      secrets.remove(profile.name(), server, keeping);
    }
  }

  private void forgetMoved(Profile old, Profile now) {
    for (Server server : Server.values()) {
      if (server.keeping(old) != server.keeping(now)) {
        secrets.remove(old.name(), server, server.keeping(old));
      }
    }
  }

  @Override
  public boolean remove(String name) {
    Optional<Profile> profile = find(name);
    profile.ifPresent(
        each -> {
          for (Server server : Server.values()) {
            secrets.remove(name, server, server.keeping(each));
          }
        });
    return profile.isPresent() && file.remove(name);
  }

  @Override
  public List<Finding> test(ProfileForm form) throws InterruptedException {
    Read read = read(form);
    Optional<Profile> stored = find(read.profile().name());
    DatabaseAddress database = DatabaseAddress.parse(read.profile().database(), environment);
    String databasePassword = trial(read, stored, Server.DATABASE, read.secrets().database());
    BrokerAddress broker = BrokerAddress.parse(read.profile().broker());
    String brokerPassword = trial(read, stored, Server.BROKER, read.secrets().broker());
    return look(
        databasePassword == null ? database : database.withPassword(databasePassword),
        brokerPassword == null ? broker : broker.withPassword(brokerPassword));
  }

  /// Looks at the servers of a session and changes nothing there.
  public static List<Finding> test(Session session) throws InterruptedException {
    return look(session.databaseAddress(), session.brokerAddress());
  }

  private static List<Finding> look(DatabaseAddress database, BrokerAddress broker)
      throws InterruptedException {
    List<Finding> findings =
        new ArrayList<>(new DatabaseTrial(database, InstantSource.system()).run());
    findings.addAll(new BrokerTrial(broker, InstantSource.system()).run());
    return findings;
  }

  /// A stored password is sent only to the server it was stored for: a form with another address
  /// does not get it.
  private @Nullable String trial(
      Read read, Optional<Profile> stored, Server server, @Nullable String given) {
    if (given != null) {
      return given;
    }
    return stored
        .filter(each -> server.address(each).equals(server.address(read.profile())))
        .flatMap(each -> secrets.get(each, server))
        .orElse(null);
  }

  @Override
  public KeyStore keyStore() {
    return secrets.keyStore();
  }

  @Override
  public int export(Path target) {
    try {
      Files.writeString(target, export() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file %s was not written: %s.".formatted(target, FileTrouble.of(e)), e);
    }
    return list().size();
  }

  @Override
  public List<ProfileForm> exported(Path source) {
    try {
      return imported(Files.readString(source, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file %s cannot be read: %s. Nothing was stored."
              .formatted(source, FileTrouble.of(e)),
          e);
    }
  }

  @Override
  public String saveAll(List<ProfileForm> forms) {
    forms.forEach(this::check);
    return forms.stream()
        .map(each -> save(each).remark())
        .filter(remark -> !remark.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /// All profiles as a text without passwords.
  public String export() {
    return file.export();
  }

  /// One profile as the export writes it.
  public static void write(Profile profile, ObjectNode json) {
    ProfileFile.write(profile, json);
  }

  /// Profiles of an exported text. Addresses are read as if they had been typed, so a password that
  /// somebody wrote into the file does not get into ours.
  private static List<ProfileForm> imported(String text) {
    return ProfileFile.parse(text).stream()
        .map(
            each ->
                new ProfileForm(
                    each.name(),
                    each.kind(),
                    each.colour(),
                    each.database(),
                    each.broker(),
                    each.management() == null ? "" : each.management(),
                    each.databaseKeeping(),
                    each.brokerKeeping(),
                    Secrets.NONE))
        .toList();
  }

  /// What the form means, without its passwords; stores nothing and contacts nothing.
  ///
  /// @throws IllegalArgumentException when a field is not understood
  public Profile check(ProfileForm form) {
    return read(form).profile();
  }

  /// The passwords in the form, beside the addresses or inside them.
  public Secrets given(ProfileForm form) {
    return read(form).secrets();
  }

  private record Read(Profile profile, Secrets secrets) {}

  /// The form as a profile and its passwords; contacts nothing.
  private Read read(ProfileForm form) {
    String name = Profile.checkedName(form.name());
    AddressLine database = AddressLine.database(form.database());
    AddressLine broker = AddressLine.broker(form.broker());
    Secrets found = form.secrets().or(new Secrets(database.password(), broker.password()));
    secrets.know(found.database());
    secrets.know(found.broker());
    DatabaseAddress.parse(database.text(), environment);
    BrokerAddress.parse(broker.text());
    if (form.kind() == Profile.Kind.EMBEDDED) {
      throw new IllegalArgumentException(
          "The kind embedded is for the services of the program alone. Nothing was stored. Choose"
              + " production, staging or lab.");
    }
    if (form.brokerKeeping() == Keeping.PGPASS) {
      throw new IllegalArgumentException(
          "A broker's password cannot be in .pgpass. Nothing was stored. Choose key-store, file or"
              + " ask.");
    }
    AddressLine management = AddressLine.broker(form.management());
    return new Read(
        new Profile(
            name,
            form.kind(),
            form.colour(),
            database.text(),
            broker.text(),
            management.text().isEmpty() ? null : management.text(),
            form.databaseKeeping(),
            form.brokerKeeping()),
        found);
  }
}
