package dev.cutover.cli;

import dev.cutover.boot.Passwords;
import dev.cutover.boot.Profiles;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `profile list, show, add, remove, test, export, import`. Only `test` contacts a server.
@Command(
    name = "profile",
    description = "Connection profiles: which servers there are, and where their passwords are.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ProfileCommand.ListThem.class,
      ProfileCommand.Show.class,
      ProfileAdd.class,
      ProfileCommand.Remove.class,
      ProfileCommand.Test.class,
      ProfileCommand.Export.class,
      ProfileCommand.Import.class
    })
final class ProfileCommand extends Group {

  /// A verb about profiles themselves: it opens no server, so none has to be named.
  abstract static class OfProfiles extends Verb {
    @Override
    Target target(Profiles profiles) {
      return new Target(Target.EMBEDDED, null, null);
    }

    @Override
    int run(Session session, Printer out) throws IOException {
      return run(Profiles.of(session, System.getenv()), out);
    }

    abstract int run(Profiles profiles, Printer out) throws IOException;
  }

  @Command(name = "list", description = "Shows the profiles. Contacts nothing.")
  static final class ListThem extends OfProfiles {
    @Override
    int run(Profiles profiles, Printer out) {
      ArrayNode json = Printer.array();
      json.addObject().put("name", Profile.EMBEDDED).put("kind", Profile.EMBEDDED);
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of(Profile.EMBEDDED, Profile.EMBEDDED, "comes with the program", ""));
      for (Profile each : profiles.list()) {
        Profiles.write(each, json.addObject());
        rows.add(List.of(each.name(), each.kind().word(), each.database(), each.broker()));
      }
      out.document(json);
      out.table(List.of("name", "kind", "database", "broker"), rows);
      return Exit.DONE;
    }
  }

  @Command(name = "show", description = "Shows one profile. Contacts nothing.")
  static final class Show extends OfProfiles {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    int run(Profiles profiles, Printer out) {
      if (name.equals(Profile.EMBEDDED)) {
        out.document(Printer.object().put("name", name).put("kind", name));
        out.line("embedded: PostgreSQL and broker that come with the program; no set-up");
        return Exit.DONE;
      }
      Profile profile = profiles.named(name);
      ObjectNode json = Printer.object();
      Profiles.write(profile, json);
      out.document(json);
      out.line("name        " + profile.name());
      out.line("kind        " + profile.kind().word());
      Colour colour = profile.colour();
      if (colour != null) {
        out.line("colour      " + colour.word());
      }
      out.line("database    " + profile.database());
      out.line("  password  " + profile.databaseKeeping().word());
      out.line("broker      " + profile.broker());
      out.line("  password  " + profile.brokerKeeping().word());
      if (profile.management() != null) {
        out.line("management  " + profile.management());
      }
      return Exit.DONE;
    }
  }

  @Command(name = "remove", description = "Forgets a profile and its stored passwords.")
  static final class Remove extends OfProfiles {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    int run(Profiles profiles, Printer out) {
      mustBeWritable();
      Profile profile = profiles.named(name);
      ObjectNode json = Printer.object();
      Profiles.write(profile, json.putObject("profile"));
      if (options.approve) {
        profiles.remove(name);
      }
      out.document(json.put("removed", options.approve));
      String what = "the profile " + name + " and its stored passwords";
      if (options.approve) {
        out.line("Removed " + what + ". Nothing was changed on its servers.");
        return Exit.DONE;
      }
      out.line("Would remove " + what + ". Nothing was changed; --approve carries it out.");
      return Exit.NEEDS_DECISION;
    }
  }

  @Command(
      name = "test",
      description =
          "Looks at the servers: versions, TLS, rights. Changes nothing; 3 when a check fails.")
  static final class Test extends Verb {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    private @Nullable String name;

    @Override
    Target target(Profiles profiles) {
      Passwords.Asker asker = Terminal::password;
      return name == null
          ? options.target(profiles, asker)
          : profiles.target(name, options.secrets(), asker);
    }

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      return Findings.print(Profiles.test(session), out);
    }
  }

  @Command(
      name = "export",
      description = "Writes all profiles as JSON, without passwords, to standard output.")
  static final class Export extends OfProfiles {
    @Override
    int run(Profiles profiles, Printer out) {
      if (out.isJson()) {
        out.document(Printer.parsed(profiles.export()));
      } else {
        out.line(profiles.export());
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "import",
      description = "Adds the profiles of an export. One that exists is replaced with --approve.")
  static final class Import extends OfProfiles {
    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--only", paramLabel = "NAME", description = "this profile alone")
    private @Nullable String only;

    @Override
    int run(Profiles profiles, Printer out) {
      mustBeWritable();
      Predicate<ProfileForm> wanted = each -> only == null || each.name().equals(only);
      List<ProfileForm> forms = profiles.exported(file).stream().filter(wanted).toList();
      List<String> there =
          forms.stream()
              .map(ProfileForm::name)
              .filter(each -> profiles.find(each).isPresent())
              .toList();
      ArrayNode names = Printer.array();
      forms.forEach(each -> names.add(each.name()));
      ObjectNode json = Printer.object().set("profiles", names);
      if (!there.isEmpty() && !options.approve) {
        out.document(json.put("imported", 0));
        out.line(
            "Would replace "
                + String.join(", ", there)
                + ". Nothing was changed; --approve carries it out.");
        return Exit.NEEDS_DECISION;
      }
      String remark = profiles.saveAll(forms);
      if (!remark.isEmpty()) {
        out.note(remark);
      }
      out.document(json.put("imported", forms.size()));
      out.line("Imported " + forms.size() + " profiles. Passwords are not part of an export.");
      return Exit.DONE;
    }
  }
}
