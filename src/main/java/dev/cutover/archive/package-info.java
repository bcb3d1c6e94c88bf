/// What lies in files beside the servers: backups with their manifests, and snapshots of raw rows
/// that are looked at without a server. SQLite is at home here.
@NullMarked
package dev.cutover.archive;

import org.jspecify.annotations.NullMarked;
