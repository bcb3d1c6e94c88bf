/// Looking at raw rows: what can be asked of a source of them, live or a snapshot, and what can be
/// done with the documents once they are here (outline, comparison, export). Knows no database and
/// no window.
@NullMarked
package dev.cutover.rawdata;

import org.jspecify.annotations.NullMarked;
