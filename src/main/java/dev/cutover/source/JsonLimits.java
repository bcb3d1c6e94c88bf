package dev.cutover.source;

/// What a document may ask of us. The defaults are those of the JSON parser that the transform
/// uses, so that whatever is accepted here can be read there.
///
/// @param bytes size of the document
/// @param depth objects and arrays inside each other
/// @param stringBytes one string value
/// @param nameBytes one member name
/// @param numberDigits one number, as written or written out
/// @param members members of all objects that are open at one time
record JsonLimits(
    int bytes, int depth, int stringBytes, int nameBytes, int numberDigits, int members) {
  static final JsonLimits DEFAULT =
      new JsonLimits(64 << 20, 500, 20_000_000, 50_000, 1_000, 1_000_000);

  JsonLimits withBytes(int limit) {
    return new JsonLimits(limit, depth, stringBytes, nameBytes, numberDigits, members);
  }
}
