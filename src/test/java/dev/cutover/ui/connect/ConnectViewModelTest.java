package dev.cutover.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import dev.cutover.kit.DirectBackground;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.ProfileForm;
import dev.cutover.profile.Secrets;
import dev.cutover.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The form without a window, over a book in memory that keeps no password.
class ConnectViewModelTest {
  private final Map<String, Profile> stored = new TreeMap<>();
  private final List<ProfileForm> tested = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private final List<Secrets> given = new ArrayList<>();

  private final ProfileBook book =
      new ProfileBook() {
        @Override
        public List<Profile> list() {
          return List.copyOf(stored.values());
        }

        @Override
        public Saved save(ProfileForm form) {
          if (form.database().isBlank()) {
            throw new IllegalArgumentException("The address of the database is missing.");
          }
          Profile made =
              new Profile(
                  form.name(),
                  form.kind(),
                  form.colour(),
                  form.database(),
                  form.broker(),
                  null,
                  form.databaseKeeping(),
                  form.brokerKeeping());
          stored.put(form.name(), made);
          return new Saved(made, "");
        }

        @Override
        public boolean remove(String name) {
          return stored.remove(name) != null;
        }

        @Override
        public List<Finding> test(ProfileForm form) {
          tested.add(form);
          return List.of();
        }

        @Override
        public int export(Path file) {
          throw new UnsupportedOperationException("this book has no files");
        }

        @Override
        public List<ProfileForm> exported(Path file) {
          throw new UnsupportedOperationException("this book has no files");
        }

        @Override
        public String saveAll(List<ProfileForm> forms) {
          throw new UnsupportedOperationException("this book has no files");
        }

        @Override
        public KeyStore keyStore() {
          return new KeyStore(false, "no session");
        }
      };

  private final ConnectViewModel model =
      new ConnectViewModel(
          book,
          new DirectBackground(),
          failure -> new Problem("test", String.valueOf(failure.getMessage()), "Mend it."),
          Texts.of(Locale.ENGLISH),
          (name, secrets) -> {
            opened.add(name);
            given.add(secrets);
          });

  private void fill(String name, String database) {
    model.add();
    model.nameProperty().set(name);
    model.databaseProperty().set(database);
    model.brokerProperty().set("amqps://etl@mq7/pulse");
    model.databasePasswordProperty().set("s3cret");
  }

  @Test
  void theEmbeddedProfileComesFirstAndASilentKeyStoreIsSaid() {
    model.load("gone");
    assertThat(model.names()).containsExactly(Profile.EMBEDDED);
    assertThat(model.embeddedProperty().get()).isTrue();
    assertThat(model.getKeyStore()).contains("no session", "encrypted file");
  }

  @Test
  void anIncompleteProfileIsRefusedInWordsAndWhatWasTypedStays() {
    fill("plant-7", "");
    model.save();
    assertThat(model.getProblem()).isEqualTo("The address of the database is missing. Mend it.");
    assertThat(model.nameProperty().get()).isEqualTo("plant-7");
    assertThat(model.databasePasswordProperty().get()).isEqualTo("s3cret");
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(stored).isEmpty();
  }

  @Test
  void aSavedProfileIsOpenedWithThePasswordThatWasTyped() {
    fill("plant-7", "postgresql://etl@db7/pulse_db");
    model.saveAndOpen();
    assertThat(opened).containsExactly("plant-7");
    assertThat(given.getFirst().database()).isEqualTo("s3cret");
    assertThat(model.names()).containsExactly(Profile.EMBEDDED, "plant-7");
  }

  /// Whoever goes from one profile to another must not send the first one's password to the second.
  @Test
  void aTypedPasswordIsForgottenWhenAnotherProfileIsChosen() {
    fill("plant-7", "postgresql://etl@db7/pulse_db");
    model.save();
    model.choose(Profile.EMBEDDED);
    model.choose("plant-7");
    model.test();
    assertThat(tested.getFirst().secrets().database()).isNull();
    assertThat(tested.getFirst().database()).isEqualTo("postgresql://etl@db7/pulse_db");
  }

  @Test
  void aRemovedProfileIsGoneAndTheEmbeddedOneIsChosen() {
    fill("plant-7", "postgresql://etl@db7/pulse_db");
    model.databaseKeepingProperty().set(Keeping.ASK);
    model.save();
    model.remove();
    assertThat(model.names()).containsExactly(Profile.EMBEDDED);
    assertThat(model.chosenProperty().get()).isEqualTo(Profile.EMBEDDED);
    assertThat(model.getRemark()).isEqualTo("The profile plant-7 was removed.");
  }
}
