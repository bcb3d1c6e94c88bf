package dev.cutover.transform;

import dev.cutover.job.Problem;

/// One document cannot become rows. Ends the reading of this document, wherever it was; the others
/// go on.
final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private Rejected(Problem problem) {
    super(problem.what(), null, false, false);
    this.problem = problem;
  }

  static Rejected unreadable(String reason) {
    return of(
        "transform.unreadable",
        "The document is not readable JSON: " + reason + ".",
        "Read the record again from its source; if the source really sends this, report it there.");
  }

  static Rejected noIdentity(String field) {
    return of(
        "transform.no_identity",
        "The document has no '" + field + "', so no row can be named after it.",
        "Check that the source returns this field, then read the record again.");
  }

  static Rejected wrongShape(String field, String expected) {
    return of(
        "transform.wrong_shape",
        "The field '" + field + "' is not " + expected + ".",
        "Compare the document with the source's interface; if the interface changed, the rules need"
            + " a change too.");
  }

  static Rejected badValue(String field, String value, String expected) {
    return of(
        "transform.bad_value",
        "The field '"
            + field
            + "' holds \""
            + excerpt(value)
            + "\", which is not "
            + expected
            + ".",
        "Correct the value at the source and read the record again, or map another field.");
  }

  static Rejected unsupported(String entity) {
    return of(
        "transform.unsupported",
        "There are no rules for documents of type '" + entity + "'.",
        "Cancel the job; nothing can be made of its documents.");
  }

  private static Rejected of(String code, String what, String remedy) {
    return new Rejected(new Problem(code, what, remedy));
  }

  Problem problem() {
    return problem;
  }

  /// A value comes from a foreign system and may be long: its beginning is enough to find it.
  private static String excerpt(String value) {
    String clean = value.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= 40 ? clean : clean.substring(0, 40) + "...";
  }
}
