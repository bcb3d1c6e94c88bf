package dev.cutover.check;

/// What one check found.
///
/// @param check short name of what was looked at
/// @param found what is so
/// @param remedy what to do, empty when nothing is to be done
public record Finding(Severity severity, String check, String found, String remedy) {

  /// How bad it is.
  public enum Severity {
    PASS,
    WARN,
    FAIL
  }

  public static Finding pass(String check, String found) {
    return new Finding(Severity.PASS, check, found, "");
  }

  public static Finding warn(String check, String found, String remedy) {
    return new Finding(Severity.WARN, check, found, remedy);
  }

  public static Finding fail(String check, String found, String remedy) {
    return new Finding(Severity.FAIL, check, found, remedy);
  }
}
