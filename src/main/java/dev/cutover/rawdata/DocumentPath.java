package dev.cutover.rawdata;

/// A SQL/JSON path that is tried on documents without a database, with PostgreSQL's meaning: a
/// predicate (`$.a == 1`) holds or not, any other path finds something or not. Numbers are compared
/// exactly.
public final class DocumentPath {
  private final boolean strict;
  private final PathNode node;

  private DocumentPath(boolean strict, PathNode node) {
    this.strict = strict;
    this.node = node;
  }

  /// @throws IllegalArgumentException when it is no path
  public static DocumentPath of(String path) {
    PathParser.Parsed parsed = PathParser.parse(path);
    return new DocumentPath(parsed.strict(), parsed.node());
  }

  /// @param document one JSON document in UTF-8; what is none is not found
  public boolean matches(byte[] document) {
    try {
      PathMatch match = new PathMatch(document, strict);
      return switch (node) {
        case PathNode.Arithmetic _, PathNode.Sign _ -> false;
        default -> node.isPredicate() ? match.holds(node) : match.finds(node);
      };
    } catch (IndexOutOfBoundsException | NumberFormatException broken) {
      // The scan trusts that the document is JSON; of a damaged one nothing is found.
      return false;
    }
  }
}
