/// What the program keeps in files of its own: snapshots of raw rows that are looked at without a
/// server, and the manifests of backups. SQLite is at home here.
@NullMarked
package dev.cutover.archive;

import org.jspecify.annotations.NullMarked;
