package dev.cutover.sample;

import java.util.List;
import java.util.Locale;

/// Somebody who works with both systems.
///
/// @param jira how Jira shows them wherever they appear
record Person(int number, String name, String login, String mail, String account, byte[] jira) {
  private static final Template SHAPE = Template.named("person");

  /// Everybody; the first half show their mail address, and one has left.
  static List<Person> everybody() {
    List<String> lines = Resource.lines("people.txt");
    return java.util.stream.IntStream.range(0, lines.size())
        .mapToObj(number -> of(number, List.of(lines.get(number).split("\t", -1))))
        .toList();
  }

  private static Person of(int number, List<String> columns) {
    String name = columns.get(0);
    String login = columns.get(1);
    String mail = login + "@example.com";
    Chance chance = Chance.of(0, "person", number);
    String account = String.format(Locale.ROOT, "5f%022x", chance.bits() & Long.MAX_VALUE);
    String digest = String.format(Locale.ROOT, "%016x%016x", chance.bits(), chance.bits());
    boolean showsMail = number % 2 == 0;
    byte[] jira =
        SHAPE.bytes(
            (hole, out) -> {
              switch (hole) {
                case "account" -> out.add(account);
                case "mail" -> out.add(showsMail ? "\"emailAddress\":\"" + mail + "\"," : "");
                case "digest" -> out.add(digest);
                case "initials" -> out.add(login.substring(0, 2).toUpperCase(Locale.ROOT));
                case "number" -> out.add(number % 6);
                case "name" -> out.quoted(name);
                case "active" -> out.add(number == 7 ? "false" : "true");
                case "zone" -> out.add(columns.get(2));
                default -> throw Template.unknown(hole);
              }
            });
    return new Person(number, name, login, mail, account, jira);
  }
}
