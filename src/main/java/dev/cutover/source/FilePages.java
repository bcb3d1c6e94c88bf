package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.source.FileEntities.EntityFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads the files of an entity one after the other, in pages of bounded size. The cursor names the
/// file, the place in it (uncompressed) and the number of pieces before that place; as long as it
/// is where the reader stands anyway, the file stays open.
final class FilePages implements GuardedReader.Pages {
  /// The first page is small and each next one twice as large, so that the stages behind begin at
  /// once.
  private static final int FIRST_RECORDS = 32;

  private static final int MOST_RECORDS = 512;

  /// Towards the end a page takes half of what is left, down to this many, so that the last records
  /// do not pass the stages one after the other while the other slots have nothing to do.
  private static final int LAST_RECORDS = 128;

  private static final int MOST_BYTES = 16 << 20;

  private final IntegrationSettings integration;
  private final List<EntityFile> files;
  private final JsonLimits limits;
  private final RecordReader reader;
  private final Envelope envelope;
  private @Nullable Pieces open;
  private @Nullable FileCursor stands;
  private int grown = FIRST_RECORDS;

  FilePages(IntegrationSettings integration, List<EntityFile> files, JsonLimits limits) {
    this.integration = integration;
    this.files = files;
    this.limits = limits;
    this.reader = new RecordReader(limits);
    this.envelope = new Envelope(limits);
  }

  @Override
  public SourcePage at(@Nullable String text) {
    PageBuilder page = new PageBuilder(reader).fact("folder", FileEntities.folder(integration));
    if (files.isEmpty()) {
      return page.page(null);
    }
    FileCursor cursor = FileCursor.read(text, files);
    EntityFile file = files.get(cursor.file());
    page.fact("file", file.name());
    boolean ended;
    Pieces pieces = null;
    try {
      pieces = piecesAt(cursor, file);
      ended = fill(page, file, pieces);
    } catch (IOException failure) {
      ended = giveUp(page, file, pieces, failure);
    }
    grown = Math.min(2 * grown, MOST_RECORDS);
    FileCursor next = ended || pieces == null ? cursor.nextFile() : cursor.behind(pieces);
    if (ended) {
      close();
    } else {
      stands = next;
    }
    return page.page(next.file() < files.size() ? next.text(files) : null);
  }

  @Override
  public void close() {
    Pieces pieces = open;
    open = null;
    stands = null;
    if (pieces != null) {
      try {
        pieces.close();
      } catch (IOException ignored) {
        // The file was only read; nothing depends on how it is closed.
      }
    }
  }

  private boolean fill(PageBuilder page, EntityFile file, Pieces pieces) throws IOException {
    long bytes = 0;
    long records = Math.min(grown, Math.max(LAST_RECORDS, (left(file, pieces) + 1) / 2));
    while (page.size() < records && bytes < MOST_BYTES) {
      Pieces.Piece piece = pieces.next();
      if (piece == null) {
        return true;
      }
      bytes += piece.to() - piece.from();
      add(page, file, piece);
    }
    return pieces.atEnd();
  }

  /// About how many records the file still holds, by the length of those before; of a compressed
  /// file nothing is known.
  private static long left(EntityFile file, Pieces pieces) {
    if (file.isCompressed() || pieces.number() == 0) {
      return Long.MAX_VALUE / 2;
    }
    long bytes = Math.max(0, FileEntities.size(file) - pieces.offset());
    return Math.round(bytes / ((double) pieces.offset() / pieces.number()));
  }

  private void add(PageBuilder page, EntityFile file, Pieces.Piece piece) {
    String pointer = file.name() + ":" + piece.number();
    byte[] bytes = piece.bytes();
    if (piece.reason() != null) {
      page.reject(bytes, pointer, piece.reason());
    } else if (Envelope.begins(bytes, piece.from(), piece.to())) {
      switch (envelope.open(bytes, piece.from(), piece.to(), file.entity())) {
        case Envelope.Content.Data(EntityType entity, JsonSlice data, String id) ->
            page.add(entity, data.bytes(), data.from(), data.to(), id, pointer);
        case Envelope.Content.Refused(String reason) ->
            page.reject(
                java.util.Arrays.copyOfRange(bytes, piece.from(), piece.to()), pointer, reason);
      }
    } else {
      page.add(file.entity(), bytes, piece.from(), piece.to(), null, pointer);
    }
  }

  /// A file that cannot be read on: what was read stays, the rest is told as a dead letter.
  private boolean giveUp(
      PageBuilder page, EntityFile file, @Nullable Pieces pieces, IOException failure) {
    boolean damaged =
        failure instanceof java.util.zip.ZipException || failure instanceof java.io.EOFException;
    if (!damaged) {
      close();
      throw Trouble.passing(
          "source.file",
          "%s: %s cannot be read: %s."
              .formatted(Trouble.name(integration), file.path(), failure.getMessage()),
          failure);
    }
    long offset = pieces == null ? 0 : pieces.offset();
    page.reject(
        file.name().getBytes(StandardCharsets.UTF_8),
        file.name() + ":" + (pieces == null ? 1 : pieces.number() + 1),
        "the compressed file is damaged, nothing can be read behind byte "
            + offset
            + " ("
            + failure.getMessage()
            + ")");
    return true;
  }

  private Pieces piecesAt(FileCursor cursor, EntityFile file) throws IOException {
    Pieces standing = open;
    if (standing != null && cursor.equals(stands)) {
      return standing;
    }
    close();
    FileWindow window = new FileWindow(stream(file));
    boolean array = false;
    if (!file.lines() && cursor.offset() > 0) {
      try (FileWindow head = new FileWindow(stream(file))) {
        ValuePieces first = new ValuePieces(head, limits.bytes(), 0, false, false);
        array = first.isArray();
      }
    }
    window.skipTo(cursor.offset());
    Pieces pieces =
        file.lines()
            ? new LinePieces(window, limits.bytes(), cursor.number())
            : new ValuePieces(window, limits.bytes(), cursor.number(), cursor.offset() > 0, array);
    open = pieces;
    return pieces;
  }

  private static InputStream stream(EntityFile file) throws IOException {
    if (!file.isCompressed()) {
      return Channels.newInputStream(FileChannel.open(file.path(), StandardOpenOption.READ));
    }
    return new GZIPInputStream(Files.newInputStream(file.path()), 1 << 16);
  }
}
