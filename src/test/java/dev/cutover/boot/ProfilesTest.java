package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.kit.FolderSearch;
import dev.cutover.kit.TestFolder;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileForm;
import dev.cutover.profile.Secrets;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Profiles on disk and the places of their passwords.
class ProfilesTest {
  private static final String SECRET = "canary-profile-9";

  private final Path folder = TestFolder.create("profiles");
  private final Path programs = TestFolder.create("programs");
  private final Path file = folder.resolve("profiles.json");
  private final Profiles profiles = profiles(Map.of("PATH", programs.toString()));

  private Profiles profiles(Map<String, String> environment) {
    Home home = Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", "/");
    return new Profiles(home, new KnownSecrets(), environment);
  }

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
    TestFolder.delete(programs);
  }

  private static ProfileForm form(String name, Keeping keeping, Secrets secrets) {
    return new ProfileForm(
        name,
        Profile.Kind.STAGING,
        Colour.VIOLET,
        "ada@db7:5433/pulse",
        "amqps://etl@mq7/pulse",
        "https://mq7:15671",
        keeping,
        Keeping.ASK,
        secrets);
  }

  private String databasePassword(String name) {
    Target target = profiles.target(name, Secrets.NONE, what -> "asked for the " + what);
    return target.passwords().database();
  }

  /// A `secret-tool` that keeps one secret in a file and writes down how it was called.
  private void secretTool(String body) throws Exception {
    Path program =
        Files.writeString(
            programs.resolve("secret-tool"), "#!/bin/sh\ncd " + programs + "\n" + body);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static final String WORKING =
      """
      echo "$@" >> arguments
      case "$1" in
        store) /bin/cat > kept ;;
        lookup) case "$*" in *"is it there"*) exit 1 ;; esac
          if [ -f kept ]; then /bin/cat kept; else exit 1; fi ;;
        clear) /bin/rm -f kept ;;
      esac
      """;

  @Test
  void aProfileComesBackAsItWasStored() {
    profiles.save(form("plant-7", Keeping.FILE, new Secrets(SECRET, null)));
    assertThat(profiles.named("plant-7"))
        .isEqualTo(
            new Profile(
                "plant-7",
                Profile.Kind.STAGING,
                Colour.VIOLET,
                "postgresql://ada@db7:5433/pulse",
                "amqps://etl@mq7/pulse",
                "https://mq7:15671",
                Keeping.FILE,
                Keeping.ASK));
    assertThat(databasePassword("plant-7")).isEqualTo(SECRET);
  }

  @Test
  void fieldsOfALaterVersionStay() throws Exception {
    profiles.save(form("plant-7", Keeping.ASK, Secrets.NONE));
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"kind\"", "\"motto\" : \"red\", \"kind\"")
            .replace("\"format\"", "\"later\" : [ 1 ], \"format\""));
    profiles.save(form("plant-7", Keeping.ASK, Secrets.NONE));
    profiles.save(form("plant-8", Keeping.ASK, Secrets.NONE));
    assertThat(Files.readString(file)).contains("\"motto\" : \"red\"", "\"later\" : [ 1 ]");
  }

  @Test
  void anExportIsTakenAsAWholeOrNotAtAll() throws Exception {
    profiles.save(form("plant-7", Keeping.FILE, new Secrets(SECRET, null)));
    Path file = folder.resolve("out.json");
    assertThat(profiles.export(file)).isEqualTo(1);
    assertThat(Files.readString(file)).contains("violet").doesNotContain(SECRET);
    profiles.remove("plant-7");
    assertThat(profiles.saveAll(profiles.exported(file))).isEmpty();
    assertThat(profiles.named("plant-7").colour()).isEqualTo(Colour.VIOLET);

    ProfileForm good = form("plant-8", Keeping.FILE, Secrets.NONE);
    ProfileForm bad = form("embedded", Keeping.FILE, Secrets.NONE);
    assertThatThrownBy(() -> profiles.saveAll(List.of(good, bad)))
        .hasMessageContaining("Nothing was stored");
    assertThat(profiles.find("plant-8")).isEmpty();
  }

  @Test
  void whyAFileOfProfilesCannotBeUsedIsSaid() throws Exception {
    Path none = folder.resolve("no-folder").resolve("out.json");
    assertThatThrownBy(() -> profiles.export(none))
        .hasMessageContainingAll("was not written", "does not exist");
    assertThatThrownBy(() -> profiles.exported(none))
        .hasMessageContainingAll("cannot be read", "does not exist", "Nothing was stored");
    Path pink =
        Files.writeString(
            folder.resolve("pink.json"),
            "{\"profiles\":[{\"name\":\"a\",\"kind\":\"lab\",\"colour\":\"pink\",\"database\":\"h/d\","
                + "\"broker\":\"amqp://h\",\"database_password\":\"ask\","
                + "\"broker_password\":\"ask\"}]}");
    assertThatThrownBy(() -> profiles.exported(pink)).hasMessageContaining("colour");
  }

  @Test
  void aDamagedFileIsNamedAndNotWrittenOver() throws Exception {
    Files.writeString(file, "{\"profiles\": [{\"name\": \"plant-7\"");
    for (Runnable act :
        new Runnable[] {
          profiles::list, () -> profiles.save(form("plant-8", Keeping.ASK, Secrets.NONE))
        }) {
      assertThatThrownBy(act::run)
          .isInstanceOf(Refused.class)
          .hasMessageContainingAll(file.toString(), "Nothing was changed");
    }
    assertThat(file).hasContent("{\"profiles\": [{\"name\": \"plant-7\"");
  }

  @Test
  void theKeyStoreGetsASecretOnStandardInputAndNeverAsAnArgument() throws Exception {
    secretTool(WORKING);
    var saved = profiles.save(form("plant-7", Keeping.KEY_STORE, new Secrets(SECRET, null)));
    assertThat(saved.remark()).isEmpty();
    assertThat(programs.resolve("kept")).hasContent(SECRET);
    assertThat(databasePassword("plant-7")).isEqualTo(SECRET);
    assertThat(Files.readString(programs.resolve("arguments")))
        .contains("store", "database of profile plant-7")
        .doesNotContain(SECRET);
    assertThat(FolderSearch.filesWith(folder, SECRET)).isEmpty();
    profiles.remove("plant-7");
    assertThat(programs.resolve("kept")).doesNotExist();
  }

  @Test
  void withoutAnAnsweringKeyStoreTheFileIsUsedAndItIsSaid() throws Exception {
    secretTool("echo 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY' >&2\nexit 1\n");
    assertThat(profiles.keyStore().answers()).isFalse();
    var saved = profiles.save(form("plant-7", Keeping.KEY_STORE, new Secrets(SECRET, null)));
    assertThat(saved.remark()).contains("Cannot autolaunch D-Bus", "encrypted file");
    assertThat(saved.profile().databaseKeeping()).isEqualTo(Keeping.FILE);
    assertThat(databasePassword("plant-7")).isEqualTo(SECRET);
  }

  @Test
  void aPasswordMovesAlongWithItsPlaceAndLeavesNothingBehind() throws Exception {
    secretTool(WORKING);
    profiles.save(form("plant-7", Keeping.FILE, new Secrets(SECRET, null)));
    profiles.save(form("plant-7", Keeping.KEY_STORE, Secrets.NONE));
    assertThat(programs.resolve("kept")).hasContent(SECRET);
    profiles.save(form("plant-7", Keeping.ASK, Secrets.NONE));
    assertThat(programs.resolve("kept")).doesNotExist();
    assertThat(databasePassword("plant-7")).startsWith("asked for the database");
  }

  @Test
  void aStoredPasswordDoesNotFollowTheProfileToAnotherServer() {
    profiles.save(form("plant-7", Keeping.FILE, new Secrets(SECRET, null)));
    ProfileForm elsewhere =
        new ProfileForm(
            "plant-7",
            Profile.Kind.STAGING,
            null,
            "ada@elsewhere:5433/pulse",
            "amqps://etl@mq7/pulse",
            "",
            Keeping.FILE,
            Keeping.ASK,
            Secrets.NONE);
    profiles.save(elsewhere);
    assertThat(databasePassword("plant-7")).startsWith("asked for the database");
  }

  @Test
  void aServiceFileNamesTheServer() throws Exception {
    Path services =
        Files.writeString(
            folder.resolve("services.conf"),
            "[other]\nhost=no\n[pulse-prod]\nhost=db9\nport=5439\ndbname=pulse\nuser=etl\n"
                + "sslmode=verify-full\n");
    Profiles own = profiles(Map.of("PGSERVICEFILE", services.toString(), "PGHOST", "elsewhere"));
    own.save(
        new ProfileForm(
            "by service",
            Profile.Kind.LAB,
            null,
            "service=pulse-prod",
            "amqp://etl@mq7/pulse",
            "",
            Keeping.PGPASS,
            Keeping.ASK,
            Secrets.NONE));
    Profile stored = own.named("by service");
    assertThat(stored.database()).isEqualTo("postgresql:///?service=pulse-prod");
    var address =
        dev.cutover.database.DatabaseAddress.parse(
            stored.database(), Map.of("PGSERVICEFILE", services.toString(), "PGHOST", "elsewhere"));
    assertThat(address).hasToString("postgresql://etl@db9:5439/pulse");
    assertThat(address.parameters()).containsEntry("sslmode", "verify-full");
  }

  @Test
  void nothingThatHoldsAPasswordShowsIt() {
    ProfileForm form = form("plant-7", Keeping.FILE, new Secrets(SECRET, SECRET));
    assertThat(form.toString() + form.secrets()).doesNotContain(SECRET);
    assertThat(AddressLine.database("ada:" + SECRET + "@db7/pulse").toString())
        .doesNotContain(SECRET);
  }
}
