package dev.cutover.source;

/// Numbers as JSON writes them, and which of them jsonb can hold.
final class JsonNumbers {
  private JsonNumbers() {}

  /// Finds the end of the number that begins at `pos`.
  ///
  /// A number that is short as written but long written out (1e200000) is noted as a flaw: jsonb
  /// stores digits, not exponents. So are NaN and Infinity, which some programs write.
  static int end(byte[] in, int pos, int end, JsonLimits limits, JsonRepairs repairs) {
    int at = pos;
    if (in[at] == '-') {
      at++;
    }
    int first = at;
    if (at < end && (in[at] == 'N' || in[at] == 'I')) {
      return notANumber(in, pos, at, end, repairs);
    }
    at = digits(in, at, end);
    if (at == first) {
      throw at >= end && at > pos ? NotJson.cutOff(at) : NotJson.at(at, "is no JSON value");
    }
    if (in[first] == '0' && at > first + 1) {
      throw NotJson.at(first, "a number has a leading zero");
    }
    int whole = at - first;
    int fraction = 0;
    if (at < end && in[at] == '.') {
      int point = ++at;
      at = digits(in, at, end);
      fraction = required(at - point, at, end);
    }
    boolean exponent = at < end && (in[at] | 0x20) == 'e';
    int stop = exponent ? exponentEnd(in, at, end) : at;
    if (stop - pos > limits.numberDigits()) {
      throw NotJson.tooLarge("a number of " + (stop - pos) + " digits", limits.numberDigits());
    }
    if (exponent) {
      long by = exponent(in, at + 1, stop);
      if (whole + by > limits.numberDigits() || fraction - by > limits.numberDigits()) {
        repairs.add(JsonRepairs.Flaw.NUMBER_RANGE, pos, stop);
      }
    }
    return stop;
  }

  private static int notANumber(byte[] in, int pos, int at, int end, JsonRepairs repairs) {
    String word = in[at] == 'N' && at == pos ? "NaN" : "Infinity";
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end) {
        throw NotJson.cutOff(at + i);
      }
      if (in[at + i] != word.charAt(i)) {
        throw NotJson.at(at, "is no JSON value");
      }
    }
    repairs.add(JsonRepairs.Flaw.NAN, pos, at + word.length());
    return at + word.length();
  }

  private static int exponentEnd(byte[] in, int at, int end) {
    int sign = at + 1;
    if (sign < end && (in[sign] == '+' || in[sign] == '-')) {
      sign++;
    }
    int stop = digits(in, sign, end);
    required(stop - sign, stop, end);
    return stop;
  }

  private static int required(int digits, int at, int end) {
    if (digits == 0) {
      throw at >= end ? NotJson.cutOff(at) : NotJson.at(at, "a number lacks digits");
    }
    return digits;
  }

  private static long exponent(byte[] in, int from, int to) {
    boolean negative = in[from] == '-';
    long value = 0;
    for (int i = from; i < to && value < 1_000_000_000L; i++) {
      if (in[i] >= '0') {
        value = value * 10 + (in[i] - '0');
      }
    }
    return negative ? -value : value;
  }

  private static int digits(byte[] in, int from, int end) {
    int at = from;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at;
  }
}
