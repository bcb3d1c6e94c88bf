package dev.cutover.transform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Author or committer as git wrote it: a name, no account.
record GitPerson(@Nullable String name, @Nullable String email, @Nullable Instant date) {

  /// @param otherwise the commit's own date, for a person without one
  static GitPerson of(@Nullable Fields person, @Nullable Instant otherwise) {
    if (person == null) {
      return new GitPerson(null, null, otherwise);
    }
    Instant date = person.instant("date");
    return new GitPerson(
        person.text("name"), person.text("email"), date == null ? otherwise : date);
  }
}
