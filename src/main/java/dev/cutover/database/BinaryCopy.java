package dev.cutover.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows by COPY in binary format: nothing needs escaping, so no value can end or split the stream.
/// The server's row count is compared with the rows sent.
///
/// Format: PostgreSQL manual, COPY, "Binary Format"; jsonb is a version byte and text, timestamps are
/// microseconds since 2000-01-01.
final class BinaryCopy implements AutoCloseable {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int FLUSH_AT = 128 * 1024;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int TEXT_OID = 25;

  private final String target;
  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_AT + 8192);
  private long rows;
  private boolean finished;

  /// @param target table and columns, such as `t (a, b)`; a constant of the program, never input
  BinaryCopy(Connection connection, String target) {
    this.target = target;
    try {
      copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
      buffer.writeBytes(HEADER);
    } catch (SQLException e) {
      throw new DatabaseTrouble("COPY " + target, e);
    }
  }

  /// Begins a row of so many columns, which must follow.
  BinaryCopy row(int columns) {
    flushWhenFull();
    short2(columns);
    rows++;
    return this;
  }

  BinaryCopy nothing() {
    int4(-1);
    return this;
  }

  BinaryCopy longValue(long value) {
    int4(8);
    int8(value);
    return this;
  }

  BinaryCopy intValue(int value) {
    int4(4);
    int4(value);
    return this;
  }

  BinaryCopy doubleValue(double value) {
    int4(8);
    int8(Double.doubleToLongBits(value));
    return this;
  }

  BinaryCopy bool(boolean value) {
    int4(1);
    buffer.write(value ? 1 : 0);
    return this;
  }

  BinaryCopy text(@Nullable String value) {
    return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /// bytea, or text that is UTF-8 already.
  BinaryCopy bytes(byte @Nullable [] value) {
    if (value == null) {
      return nothing();
    }
    int4(value.length);
    buffer.writeBytes(value);
    return this;
  }

  BinaryCopy jsonb(byte[] json) {
    int4(json.length + 1);
    buffer.write(1);
    buffer.writeBytes(json);
    return this;
  }

  BinaryCopy timestamp(@Nullable Instant value) {
    return value == null ? nothing() : longValue(EPOCH.until(value, ChronoUnit.MICROS));
  }

  BinaryCopy texts(@Nullable List<? extends @Nullable String> values) {
    if (values == null) {
      return nothing();
    }
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    boolean nulls = values.stream().anyMatch(each -> each == null);
    writeInt(array, values.isEmpty() ? 0 : 1);
    writeInt(array, nulls ? 1 : 0);
    writeInt(array, TEXT_OID);
    if (!values.isEmpty()) {
      writeInt(array, values.size());
      writeInt(array, 1);
    }
    for (String value : values) {
      if (value == null) {
        writeInt(array, -1);
      } else {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeInt(array, utf8.length);
        array.writeBytes(utf8);
      }
    }
    return bytes(array.toByteArray());
  }

  /// Ends the stream.
  ///
  /// @throws IllegalStateException when the server stored another number of rows than were sent
  long finish() {
    short2(-1);
    flush();
    try {
      long stored = copy.endCopy();
      finished = true;
      if (stored != rows) {
        throw new IllegalStateException(
            "COPY " + target + ": " + rows + " rows sent, " + stored + " stored");
      }
      return stored;
    } catch (SQLException e) {
      throw new DatabaseTrouble("COPY " + target, e);
    }
  }

  /// Cancels the stream when it was not finished.
  @Override
  public void close() {
    if (!finished && copy.isActive()) {
      try {
        copy.cancelCopy();
      } catch (SQLException e) {
        throw new DatabaseTrouble("cancelling COPY " + target, e);
      }
    }
  }

  private void flushWhenFull() {
    if (buffer.size() >= FLUSH_AT) {
      flush();
    }
  }

  private void flush() {
    try {
      byte[] bytes = buffer.toByteArray();
      copy.writeToCopy(bytes, 0, bytes.length);
      buffer.reset();
    } catch (SQLException e) {
      throw new DatabaseTrouble("COPY " + target, e);
    }
  }

  private void short2(int value) {
    buffer.write(value >>> 8);
    buffer.write(value);
  }

  private void int4(int value) {
    writeInt(buffer, value);
  }

  private void int8(long value) {
    writeInt(buffer, (int) (value >>> 32));
    writeInt(buffer, (int) value);
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }
}
