package dev.cutover.check;

/// An item of a checklist before it is carried out.
///
/// @param looked what will be looked at
/// @param wanted what has to be so
public record Item(String id, String group, String title, String looked, String wanted) {

  public Examined pass(String found) {
    return end(Verdict.PASS, found, "");
  }

  public Examined warn(String found, String remedy) {
    return end(Verdict.WARN, found, remedy);
  }

  public Examined fail(String found, String remedy) {
    return end(Verdict.FAIL, found, remedy);
  }

  /// @param why there is nothing to look at
  public Examined notApplicable(String why) {
    return end(Verdict.NOT_APPLICABLE, why, "");
  }

  private Examined end(Verdict verdict, String found, String remedy) {
    return new Examined(id, group, title, verdict, looked, wanted, found, remedy);
  }
}
