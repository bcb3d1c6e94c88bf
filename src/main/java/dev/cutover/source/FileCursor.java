package dev.cutover.source;

import dev.cutover.source.FileEntities.EntityFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in the files of an entity.
///
/// @param file index of the file
/// @param offset uncompressed byte where the next piece begins
/// @param number of pieces before it
record FileCursor(int file, long offset, long number) {
  private static final Pattern TEXT = Pattern.compile("(.+):(\\d{1,18}):(\\d{1,18}):(-?\\d{1,18})");

  /// The place that a text means. Files that came or went, or that have another size now, are read
  /// from their beginning: reading a record twice does no harm.
  static FileCursor read(@Nullable String text, List<EntityFile> files) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (matcher.matches()) {
      for (int i = 0; i < files.size(); i++) {
        if (files.get(i).name().equals(matcher.group(1))) {
          boolean same = FileEntities.size(files.get(i)) == Long.parseLong(matcher.group(4));
          return same
              ? new FileCursor(
                  i, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
              : new FileCursor(i, 0, 0);
        }
      }
    }
    return new FileCursor(0, 0, 0);
  }

  String text(List<EntityFile> files) {
    EntityFile here = files.get(file);
    return here.name() + ":" + offset + ":" + number + ":" + FileEntities.size(here);
  }

  FileCursor nextFile() {
    return new FileCursor(file + 1, 0, 0);
  }

  FileCursor behind(Pieces pieces) {
    return new FileCursor(file, pieces.offset(), pieces.number());
  }
}
