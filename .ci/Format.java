import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Brings Java sources into the form of google-java-format, or says which ones are not in it.
///
/// `Format check|apply FOLDER..`; ends with 1 when a file is not in form or cannot be read as Java.
final class Format {
  private final Formatter formatter = new Formatter();
  private final List<String> complaints = new ArrayList<>();

  static void main(String[] arguments) throws IOException {
    boolean apply = arguments[0].equals("apply");
    Format format = new Format();
    for (String folder : List.of(arguments).subList(1, arguments.length)) {
      for (Path source : sources(Path.of(folder))) {
        format.visit(source, apply);
      }
    }
    format.complaints.forEach(System.err::println);
    if (!format.complaints.isEmpty()) {
      System.err.println("To bring them into form: mvn -q -Pformat verify");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private void visit(Path source, boolean apply) throws IOException {
    String before = Files.readString(source);
    String after;
    try {
      after = formatter.formatSourceAndFixImports(before);
    } catch (FormatterException notJava) {
      complaints.add(source + ": " + notJava.getMessage());
      return;
    }
    if (after.equals(before)) {
      return;
    }
    if (apply) {
      Files.writeString(source, after);
      System.out.println("formatted " + source);
    } else {
      complaints.add(source + " is not in the form of google-java-format");
    }
  }
}
