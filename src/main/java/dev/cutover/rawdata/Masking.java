package dev.cutover.rawdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes e-mail addresses, tokens and people's names in documents unreadable. What was equal stays
/// equal: the same name gets the same replacement, so that records can still be compared.
/// Everything else keeps its bytes.
public final class Masking {
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
              + "|xox[abeprs]-[A-Za-z0-9-]{10,}|ATATT[A-Za-z0-9_=-]{16,}|AKIA[A-Z0-9]{16}"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)"
              + "|(?i:\\b(?:bearer|basic)\\s+)[A-Za-z0-9+/._=-]{16,}"
              + "|(?i:(?:token|password|passwd|secret|api_?key)=)[^\\s&\"\\\\]+");
  private static final Set<String> NAMES =
      Set.of("displayName", "emailAddress", "realName", "fullName", "email", "login");

  /// Whose member `name` is a person's.
  private static final Set<String> PEOPLE =
      Set.of(
          "author",
          "committer",
          "user",
          "owner",
          "assignee",
          "reporter",
          "creator",
          "updateAuthor",
          "actor",
          "mergedBy",
          "merged_by");

  private final Set<Kind> kinds;
  private final byte[] salt;

  /// What can be masked.
  public enum Kind {
    EMAILS,
    TOKENS,
    NAMES;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param salt random and not kept: without it a replacement cannot be traced back by trying
  public Masking(Set<Kind> kinds, byte[] salt) {
    this.kinds = Set.copyOf(kinds);
    this.salt = salt.clone();
  }

  /// What is masked, with a comma between.
  public String words() {
    return EnumSet.copyOf(kinds).stream().map(Kind::word).collect(Collectors.joining(","));
  }

  /// A row with its document masked; it is then not as it came any more.
  public RawRecord of(RawRecord row) {
    byte[] body = of(row.body());
    boolean alike = Arrays.equals(row.body(), row.readable());
    byte[] readable = alike ? body : of(row.readable());
    boolean same = Arrays.equals(body, row.body());
    return new RawRecord(
        of(row.line()),
        same ? row.body() : body,
        row.exact() && same,
        readable,
        row.flags(),
        row.sha256(),
        row.sourceUpdatedAt(),
        row.lastSeenAt(),
        row.processedAt(),
        row.run(),
        row.job(),
        row.current(),
        text(row.metadata()),
        text(row.problem()),
        row.history());
  }

  private RawLine of(RawLine line) {
    return line.problem() == null
        ? line
        : new RawLine(
            line.id(),
            line.tenant(),
            line.tenantName(),
            line.integration(),
            line.entity(),
            line.externalId(),
            line.label(),
            line.version(),
            line.extractedAt(),
            line.status(),
            line.size(),
            masked("", line.problem()));
  }

  private @Nullable String text(@Nullable String json) {
    return json == null
        ? null
        : new String(of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private byte[] of(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
    Deque<String> owners = new ArrayDeque<>();
    String name = "";
    int copied = 0;
    int at = 0;
    while (at < json.length) {
      if (json[at] == '{') {
        owners.push(name);
      } else if (json[at] == '}' && !owners.isEmpty()) {
        owners.pop();
      }
      if (json[at] != '"') {
        at++;
        continue;
      }
      int end = end(json, at);
      String text = new String(json, at + 1, Math.max(0, end - at - 2), StandardCharsets.UTF_8);
      if (isName(json, end)) {
        name = text;
      } else {
        boolean person = name.equals("name") && PEOPLE.contains(String.valueOf(owners.peek()));
        String masked = masked(person ? "displayName" : name, text);
        if (!masked.equals(text)) {
          out.write(json, copied, at + 1 - copied);
          out.writeBytes(masked.getBytes(StandardCharsets.UTF_8));
          copied = end - 1;
        }
      }
      at = end;
    }
    if (copied == 0) {
      return json;
    }
    out.write(json, copied, json.length - copied);
    return out.toByteArray();
  }

  private static int end(byte[] json, int begin) {
    int at = begin + 1;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, json.length);
  }

  private static boolean isName(byte[] json, int behind) {
    int at = behind;
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
    return at < json.length && json[at] == ':';
  }

  /// @param text as it stands in the document, with its escapes
  private String masked(String name, String text) {
    String masked = text;
    if (kinds.contains(Kind.NAMES) && NAMES.contains(name) && !text.isEmpty()) {
      return "masked-" + replacement(text);
    }
    if (kinds.contains(Kind.TOKENS)) {
      masked = replaced(TOKEN, masked, "masked-token-", "");
    }
    if (kinds.contains(Kind.EMAILS) && masked.indexOf('@') >= 0) {
      masked = replaced(EMAIL, masked, "masked-", "@masked.invalid");
    }
    return masked;
  }

  private String replaced(Pattern pattern, String text, String before, String behind) {
    return pattern
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(before + replacement(found.group()) + behind));
  }

  private String replacement(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
