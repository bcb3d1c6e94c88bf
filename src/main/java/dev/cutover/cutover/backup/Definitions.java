package dev.cutover.cutover.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The definitions of a database as `pg_dump --schema-only` gives them, without what differs
/// between two dumps of the same.
///
/// After a restore the server gives some expressions back in other words, once: a comparison with a
/// list of texts has its casts and parentheses elsewhere, nested conditions lose parentheses. So
/// parentheses and casts to text count for nothing here.
final class Definitions {
  /// A token that is random at each dump, and the versions of server and program.
  private static final Pattern RANDOM =
      Pattern.compile("\\\\(un)?restrict .*|-- Dumped (from|by) .*|-- (Started|Completed) on .*");

  private static final Pattern MOVING = Pattern.compile("::(text|character varying)(\\[\\])?|[()]");

  private static final Pattern OWNERS =
      Pattern.compile(
          "ALTER .* OWNER TO .*;|GRANT .*;|REVOKE .*;|ALTER DEFAULT PRIVILEGES .*;"
              + "|SET default_tablespace = .*;|--.*|\\s*");

  private final List<String> full;
  private final List<String> bare;

  private Definitions(List<String> full) {
    this.full = full;
    this.bare = full.stream().filter(line -> !OWNERS.matcher(line).matches()).toList();
  }

  /// @param dump text of `pg_dump --schema-only`
  static Definitions of(byte[] dump) {
    return new Definitions(
        new String(dump, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !RANDOM.matcher(line).matches())
            .map(line -> MOVING.matcher(line).replaceAll(""))
            .toList());
  }

  Structure digests() {
    return new Structure(digest(full), digest(bare));
  }

  private static String digest(List<String> lines) {
    MessageDigest digest = Sha.begin();
    lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Where they part; empty when they are the same.
  ///
  /// @param owners whether owners and rights count
  Optional<Difference> difference(Definitions found, boolean owners) {
    List<String> left = owners ? full : bare;
    List<String> right = owners ? found.full : found.bare;
    if (left.equals(right)) {
      return Optional.empty();
    }
    int at = 0;
    while (at < left.size() && at < right.size() && left.get(at).equals(right.get(at))) {
      at++;
    }
    return Optional.of(
        new Difference(
            "definitions", "`" + line(left, at) + "` expected, `" + line(right, at) + "` found"));
  }

  private static String line(List<String> lines, int at) {
    return at < lines.size() ? lines.get(at).strip() : "the end";
  }
}
