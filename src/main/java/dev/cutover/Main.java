package dev.cutover;

/// Where the program begins. So far it only tells its version; the verbs are not there yet.
public final class Main {
  private static final int WRONG_USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    String version = Main.class.getPackage().getImplementationVersion();
    System.err.println("Cutover Console " + (version == null ? "(not packaged)" : version));
    System.exit(WRONG_USAGE);
  }
}
