/// Raw rows in files: snapshots that are looked at without a server. SQLite is at home here.
@NullMarked
package dev.cutover.archive;

import org.jspecify.annotations.NullMarked;
