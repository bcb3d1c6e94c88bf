package dev.cutover.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// Writes rows in PostgreSQL's binary COPY format. Binary, because nothing in a text can then be
/// taken for the end of a field or of the data: `\.` in the text format loses rows without an
/// error.
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int CHUNK = 64 * 1024;
  private static final int TEXT_OID = 25;
  private static final long EPOCH_2000_SECONDS = 946_684_800L;

  private final CopyIn copy;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK);

  BinaryCopy(CopyIn copy) {
    this.copy = copy;
    buffer.put(SIGNATURE);
  }

  /// Begins a row; exactly `columns` values must follow.
  void row(int columns) throws SQLException {
    if (buffer.position() >= CHUNK) {
      flush();
    }
    room(2).putShort((short) columns);
  }

  void int4(@Nullable Integer value) {
    if (value == null) {
      none();
    } else {
      room(8).putInt(4).putInt(value);
    }
  }

  void int8(long value) {
    room(12).putInt(8).putLong(value);
  }

  void float8(@Nullable Double value) {
    if (value == null) {
      none();
    } else {
      room(12).putInt(8).putDouble(value);
    }
  }

  void bool(@Nullable Boolean value) {
    if (value == null) {
      none();
    } else {
      room(5).putInt(1).put((byte) (value ? 1 : 0));
    }
  }

  void text(@Nullable String value) {
    if (value == null) {
      none();
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// bytea, or text that is UTF-8 already.
  void bytes(byte[] value) {
    room(4 + value.length).putInt(value.length).put(value);
  }

  /// jsonb goes as its version and its text.
  void jsonb(byte[] json) {
    room(5 + json.length).putInt(json.length + 1).put((byte) 1).put(json);
  }

  void timestamptz(@Nullable Instant value) {
    if (value == null) {
      none();
    } else {
      long seconds = value.getEpochSecond() - EPOCH_2000_SECONDS;
      room(12).putInt(8).putLong(seconds * 1_000_000L + value.getNano() / 1000);
    }
  }

  void texts(@Nullable List<? extends @Nullable String> values) {
    if (values == null) {
      none();
      return;
    }
    int start = room(24).position();
    buffer.putInt(0);
    // Dimensions, a flag that there may be nulls, the type; then length and lower bound of the
    // dimension.
    buffer.putInt(values.isEmpty() ? 0 : 1).putInt(1).putInt(TEXT_OID);
    if (!values.isEmpty()) {
      buffer.putInt(values.size()).putInt(1);
      values.forEach(this::text);
    }
    buffer.putInt(start, buffer.position() - start - 4);
  }

  /// Ends the copy.
  ///
  /// @return rows that the server took
  long end() throws SQLException {
    room(2).putShort((short) -1);
    flush();
    return copy.endCopy();
  }

  private void none() {
    room(4).putInt(-1);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
