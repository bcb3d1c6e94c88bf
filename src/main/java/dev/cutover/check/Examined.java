package dev.cutover.check;

/// A check that was carried out, with what can be held against it later.
///
/// @param id such as `I3`, as in the operator's manual
/// @param group `functional`, `performance` or `integrity`
/// @param title the item of the checklist
/// @param looked what was looked at
/// @param wanted what had to be so, with the threshold
/// @param found what is so, with numbers
/// @param remedy what to do, empty when nothing is to be done
public record Examined(
    String id,
    String group,
    String title,
    Verdict verdict,
    String looked,
    String wanted,
    String found,
    String remedy) {

  /// The same in the words of a step's check.
  public Finding finding() {
    String check = id + " " + title;
    return switch (verdict) {
      case PASS -> Finding.pass(check, found);
      case NOT_APPLICABLE -> Finding.pass(check, "not applicable: " + found);
      case WARN -> Finding.warn(check, found + " Wanted: " + wanted + ".", remedy);
      case FAIL -> Finding.fail(check, found + " Wanted: " + wanted + ".", remedy);
    };
  }

  /// One line for the journal and a terminal.
  public String line() {
    return verdict
        + " | looked at "
        + looked
        + " | wanted "
        + wanted
        + " | found "
        + found
        + (remedy.isEmpty() ? "" : " | " + remedy);
  }
}
