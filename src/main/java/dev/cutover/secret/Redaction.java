package dev.cutover.secret;

import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of a text that leaves the program: logs, reports, error messages. It knows the
/// forms in which they travel (user:password@ in addresses, Authorization headers, password=...,
/// well-known tokens), and hides rather too much than too little.
public final class Redaction {
  /// What stands where a secret stood.
  public static final String HIDDEN = "***";

  // Loops over escapes only, never over single characters: the regex engine must not recurse with
  // the text.
  private static final String VALUE =
      "(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'?"
          + "|[^\\s&,;)}\\]\"'<>]+)";

  private static final List<Rule> RULES =
      List.of(
          rule("(://[^\\s:@/?#]*:)[^\\s/?#]*@", "$1" + HIDDEN + "@"),
          rule(
              "(?i)(\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\\[\"']*\\s*)"
                  + "(?:(basic|bearer|token|digest)\\s+)?[^\\s\"',;\\]]+",
              "$1$2 " + HIDDEN),
          rule(
              "(?i)(\\b(?:set-)?cookie[\"']?\\s*[:=]\\s*[\\[\"']*)[^\\r\\n\"'\\]]+", "$1" + HIDDEN),
          rule(
              "(?i)\\b(bearer|basic)\\s+(?=[^\\s]*[0-9+/=])[A-Za-z0-9._~+/=-]{8,}", "$1 " + HIDDEN),
          rule(
              "(?i)(\\b[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|apikey"
                  + "|private[_-]?key|encryption[_-]?key)[\"']?\\s*(?:[:=]|=>)\\s*)"
                  + VALUE,
              "$1" + HIDDEN),
          rule("(?i)(\\bpassword\\s+)'[^']*+(?:''[^']*+)*+'", "$1" + HIDDEN),
          rule("\\b(gh[pousr]_|github_pat_|glpat-|xox[abpr]-)[A-Za-z0-9_-]{10,}", "$1" + HIDDEN),
          rule("\\b(ATATT|ATCTT|gAAAA)[A-Za-z0-9_=-]{16,}", "$1" + HIDDEN));

  private Redaction() {}

  /// The text without the secrets that can be told by their form.
  public static String of(String text) {
    String redacted = text;
    for (Rule rule : RULES) {
      redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
    }
    return redacted;
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  private record Rule(Pattern pattern, String replacement) {}
}
