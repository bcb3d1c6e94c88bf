package dev.cutover.boot;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read or written, in words: the exceptions of the platform often say no
/// more than the file's name.
final class FileTrouble {
  private FileTrouble() {}

  static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "it or its folder does not exist";
      case AccessDeniedException _ -> "access is denied";
      case CharacterCodingException _ -> "it is no text in UTF-8";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
