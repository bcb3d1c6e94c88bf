package dev.cutover.cli;

import dev.cutover.boot.Profiles;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.profile.ProfileForm;
import dev.cutover.profile.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `profile add`: stores a profile and its passwords. A password is never an argument of its own:
/// it comes out of a variable, out of an address, or is typed unseen.
@Command(
    name = "add",
    description = "Stores a profile with --db and --broker. Contacts nothing; test it after.")
final class ProfileAdd extends ProfileCommand.OfProfiles {
  @Parameters(paramLabel = "NAME")
  private String name = "";

  @Option(
      names = "--kind",
      paramLabel = "production|staging|lab",
      description = "how careful to be (default: production)")
  private String kind = Profile.Kind.PRODUCTION.word();

  @Option(
      names = "--colour",
      paramLabel = "red|amber|green|blue|violet|teal|grey",
      description = "of the band over the window (default: that of its kind)")
  private @Nullable String colour;

  @Option(
      names = "--management",
      paramLabel = "URI",
      description = "the broker's management API, when there is one")
  private String management = "";

  @Option(
      names = "--keep-db",
      paramLabel = "key-store|file|ask|pgpass",
      description = "where the database's password is kept (default: key-store where one answers)")
  private @Nullable String keepDatabase;

  @Option(
      names = "--keep-broker",
      paramLabel = "key-store|file|ask",
      description = "the same for the broker's")
  private @Nullable String keepBroker;

  @Override
  int run(Profiles profiles, Printer out) {
    mustBeWritable();
    ProfileForm form = form(Secrets.NONE);
    Profile checked = profiles.check(form);
    Optional<Profile> there = profiles.find(checked.name());
    ObjectNode json = Printer.object();
    if (there.isPresent() && !options.approve) {
      Profiles.write(there.get(), json.putObject("profile"));
      out.document(json.put("stored", false));
      out.line(
          "There is a profile "
              + checked.name()
              + " already. Nothing was changed; --approve replaces it.");
      return Exit.NEEDS_DECISION;
    }
    ProfileBook.Saved saved = profiles.save(form(typed(profiles, form)));
    Profiles.write(saved.profile(), json.putObject("profile"));
    out.document(json.put("stored", true).put("remark", saved.remark()));
    if (!saved.remark().isEmpty()) {
      out.note(saved.remark());
    }
    String stored = saved.profile().name();
    out.line("Stored the profile " + stored + ". Test it with: cutover profile test " + stored);
    return Exit.DONE;
  }

  private ProfileForm form(Secrets typed) {
    return new ProfileForm(
        name,
        Profile.Kind.of(kind)
            .orElseThrow(
                () -> new IllegalArgumentException("--kind is production, staging or lab.")),
        colour(colour),
        needed(options.database(), "--db"),
        needed(options.broker(), "--broker"),
        management,
        keeping(keepDatabase),
        keeping(keepBroker),
        options.secrets().or(typed));
  }

  /// Asks for what will be stored and was not given.
  private static Secrets typed(Profiles profiles, ProfileForm form) {
    Secrets given = profiles.given(form);
    return new Secrets(
        given.database() == null && form.databaseKeeping().isStored()
            ? Terminal.ask("Password of the database (nothing: store none): ").orElse(null)
            : null,
        given.broker() == null && form.brokerKeeping().isStored()
            ? Terminal.ask("Password of the broker (nothing: store none): ").orElse(null)
            : null);
  }

  private static String needed(@Nullable String address, String option) {
    if (address == null) {
      throw new IllegalArgumentException(
          "A profile needs both servers; " + option + " is missing. Nothing was stored.");
    }
    return address;
  }

  private static @Nullable Colour colour(@Nullable String word) {
    return word == null
        ? null
        : Colour.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--colour is red, amber, green, blue, violet, teal or grey. Nothing was"
                            + " stored."));
  }

  private static Keeping keeping(@Nullable String word) {
    return word == null
        ? Keeping.KEY_STORE
        : Keeping.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "A password is kept in key-store, file, ask or pgpass. Nothing was"
                            + " stored."));
  }
}
