package dev.cutover.ui.connect;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.ProfileForm;
import dev.cutover.profile.Secrets;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Profiles as a form. Contacts a server in [#test] only, and in what `open` does.
public final class ConnectViewModel {
  private final ProfileBook book;
  private final Background background;
  private final Function<Exception, Problem> explain;
  private final Texts texts;
  private final BiConsumer<String, Secrets> open;
  private List<Profile> profiles = List.of();

  private final ObservableList<String> names = FXCollections.observableArrayList();
  private final ObservableList<Finding> findings = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper embedded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper keyStore = new ReadOnlyStringWrapper("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty database = new SimpleStringProperty("");
  private final StringProperty broker = new SimpleStringProperty("");
  private final StringProperty management = new SimpleStringProperty("");
  private final StringProperty databasePassword = new SimpleStringProperty("");
  private final StringProperty brokerPassword = new SimpleStringProperty("");
  private final ObjectProperty<Profile.Kind> kind =
      new SimpleObjectProperty<>(Profile.Kind.PRODUCTION);
  private final ObjectProperty<Optional<Colour>> colour =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Keeping> databaseKeeping = new SimpleObjectProperty<>(Keeping.FILE);
  private final ObjectProperty<Keeping> brokerKeeping = new SimpleObjectProperty<>(Keeping.FILE);

  /// @param open gets the name of a profile and the passwords that were typed
  public ConnectViewModel(
      ProfileBook book,
      Background background,
      Function<Exception, Problem> explain,
      Texts texts,
      BiConsumer<String, Secrets> open) {
    this.book = book;
    this.background = background;
    this.explain = explain;
    this.texts = texts;
    this.open = open;
  }

  /// Reads the profiles and asks the key store whether it answers.
  ///
  /// @param first profile to be chosen, when there is one of that name
  public void load(String first) {
    run(book::list, found -> show(found, first));
    background.run(
        book::keyStore,
        answer ->
            keyStore.set(
                answer.answers()
                    ? texts.get("connect.key-store.answers", answer.words())
                    : texts.get("connect.key-store.silent", answer.words())),
        failure -> keyStore.set(explain.apply(failure).what()));
  }

  private void show(List<Profile> found, String first) {
    profiles = found;
    List<String> all = new ArrayList<>(List.of(Profile.EMBEDDED));
    found.forEach(each -> all.add(each.name()));
    names.setAll(all);
    choose(all.contains(first) ? first : Profile.EMBEDDED);
  }

  /// Puts a profile into the form.
  public void choose(String wanted) {
    chosen.set(wanted);
    embedded.set(wanted.equals(Profile.EMBEDDED));
    profiles.stream()
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .ifPresentOrElse(this::fill, () -> fill(blank(embedded.get() ? wanted : "")));
  }

  /// An empty form.
  public void add() {
    choose("");
  }

  private static Profile blank(String name) {
    return new Profile(
        name, Profile.Kind.PRODUCTION, null, "", "", null, Keeping.KEY_STORE, Keeping.KEY_STORE);
  }

  private void fill(Profile profile) {
    name.set(profile.name());
    kind.set(profile.kind());
    colour.set(Optional.ofNullable(profile.colour()));
    database.set(profile.database());
    broker.set(profile.broker());
    management.set(profile.management() == null ? "" : profile.management());
    databaseKeeping.set(profile.databaseKeeping());
    brokerKeeping.set(profile.brokerKeeping());
    databasePassword.set("");
    brokerPassword.set("");
    tell("", "");
    findings.clear();
  }

  private ProfileForm form() {
    return new ProfileForm(
        name.get(),
        kind.get(),
        colour.get().orElse(null),
        database.get(),
        broker.get(),
        management.get(),
        databaseKeeping.get(),
        brokerKeeping.get(),
        typed());
  }

  private Secrets typed() {
    return new Secrets(
        databasePassword.get().isEmpty() ? null : databasePassword.get(),
        brokerPassword.get().isEmpty() ? null : brokerPassword.get());
  }

  /// Looks at the servers of the form, as it stands.
  public void test() {
    ProfileForm form = form();
    findings.clear();
    run(() -> book.test(form), findings::setAll);
  }

  public void save() {
    store(_ -> {});
  }

  public void saveAndOpen() {
    if (embedded.get()) {
      open.accept(Profile.EMBEDDED, Secrets.NONE);
    } else {
      store(saved -> open.accept(saved.name(), typed()));
    }
  }

  private void store(Consumer<Profile> then) {
    ProfileForm form = form();
    Secrets typed = typed();
    run(
        () -> {
          ProfileBook.Saved saved = book.save(form);
          return new Stored(saved, book.list());
        },
        stored -> {
          String called = stored.saved().profile().name();
          show(stored.all(), called);
          databasePassword.set(typed.database() == null ? "" : typed.database());
          brokerPassword.set(typed.broker() == null ? "" : typed.broker());
          tell("", texts.get("connect.saved", called) + " " + stored.saved().remark());
          then.accept(stored.saved().profile());
        });
  }

  private record Stored(ProfileBook.Saved saved, List<Profile> all) {}

  /// Forgets the chosen profile.
  public void remove() {
    String wanted = chosen.get();
    run(
        () -> {
          book.remove(wanted);
          return book.list();
        },
        left -> {
          show(left, Profile.EMBEDDED);
          tell("", texts.get("connect.removed", wanted));
        });
  }

  /// The profiles as a file, and files as profiles.
  TransferViewModel transfer() {
    return new TransferViewModel(
        book,
        background,
        explain,
        texts,
        said -> {
          tell("", said);
          String kept = chosen.get();
          run(
              book::list,
              found -> {
                show(found, kept);
                tell("", said);
              });
        });
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    tell("", "");
    busy.set(true);
    background.run(
        work,
        answer -> {
          busy.set(false);
          done.accept(answer);
        },
        failure -> {
          busy.set(false);
          Problem told = explain.apply(failure);
          tell((told.what() + " " + told.remedy()).strip(), "");
        });
  }

  private void tell(String wrong, String said) {
    problem.set(wrong);
    remark.set(said.strip());
  }

  public ObservableList<String> names() {
    return names;
  }

  public ObservableList<Finding> findings() {
    return findings;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// True when the embedded profile is chosen, which cannot be changed.
  public ReadOnlyBooleanProperty embeddedProperty() {
    return embedded.getReadOnlyProperty();
  }

  /// Name of the chosen profile; empty for a new one.
  public ReadOnlyStringProperty chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public String getProblem() {
    return problem.get();
  }

  public ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }

  public String getRemark() {
    return remark.get();
  }

  public ReadOnlyStringProperty keyStoreProperty() {
    return keyStore.getReadOnlyProperty();
  }

  public String getKeyStore() {
    return keyStore.get();
  }

  public StringProperty nameProperty() {
    return name;
  }

  public StringProperty databaseProperty() {
    return database;
  }

  public StringProperty brokerProperty() {
    return broker;
  }

  public StringProperty managementProperty() {
    return management;
  }

  public StringProperty databasePasswordProperty() {
    return databasePassword;
  }

  public StringProperty brokerPasswordProperty() {
    return brokerPassword;
  }

  public ObjectProperty<Profile.Kind> kindProperty() {
    return kind;
  }

  /// Empty for that of the kind.
  public ObjectProperty<Optional<Colour>> colourProperty() {
    return colour;
  }

  public ObjectProperty<Keeping> databaseKeepingProperty() {
    return databaseKeeping;
  }

  public ObjectProperty<Keeping> brokerKeepingProperty() {
    return brokerKeeping;
  }
}
