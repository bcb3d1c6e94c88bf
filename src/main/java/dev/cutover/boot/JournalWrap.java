package dev.cutover.boot;

import dev.cutover.cutover.Journal;

/// What stands before the journal's file.
interface JournalWrap {
  Journal around(Journal file);
}
