package dev.cutover.job;

/// Something that went wrong, in the words an administrator reads.
///
/// @param code stable word for grouping and scripts, such as `source.unauthorised`
/// @param what what failed and why, naming the object
/// @param remedy what to do next
public record Problem(String code, String what, String remedy) {

  @Override
  public String toString() {
    return remedy.isEmpty() ? what : what + " " + remedy;
  }
}
