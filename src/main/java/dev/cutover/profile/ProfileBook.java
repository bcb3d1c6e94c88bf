package dev.cutover.profile;

import dev.cutover.check.Finding;
import java.nio.file.Path;
import java.util.List;

/// The profiles of this user and what can be done with them. Contacts a server in [#test] only.
public interface ProfileBook {

  /// All profiles in the order of their names, without the embedded one.
  List<Profile> list();

  /// Stores the profile in place of one of the same name, and its passwords where the form says. A
  /// password that is not given stays as it is stored; with another address it is forgotten, so
  /// that no server gets the password of another one.
  ///
  /// @throws IllegalArgumentException when a field is not understood; nothing was stored then
  Saved save(ProfileForm form);

  /// Forgets the profile and its stored passwords.
  ///
  /// @return false when there is none of that name
  boolean remove(String name);

  /// Looks at the servers of the form and changes nothing there. Stores nothing. A password that is
  /// not given is taken from where it is stored.
  List<Finding> test(ProfileForm form) throws InterruptedException;

  /// Writes all profiles as one file, without a password, in place of one that is there.
  ///
  /// @return how many
  /// @throws IllegalArgumentException when the file cannot be written
  int export(Path file);

  /// The profiles of an exported file, as if they had been typed. Stores nothing.
  ///
  /// @throws IllegalArgumentException when it cannot be read or is no export
  List<ProfileForm> exported(Path file);

  /// Stores all of them, or none when one is not understood.
  ///
  /// @return what is otherwise than the forms had it; empty when nothing is
  /// @throws IllegalArgumentException when a field is not understood; nothing was stored then
  String saveAll(List<ProfileForm> forms);

  /// What the key store of the operating system says: answering, or why not.
  KeyStore keyStore();

  /// What was stored.
  ///
  /// @param remark what is otherwise than the form had it, such as the place of a password; empty
  ///   when nothing is
  record Saved(Profile profile, String remark) {}

  /// @param answers whether secrets can be kept there
  /// @param words its name, or why it does not answer
  record KeyStore(boolean answers, String words) {}
}
