/// Backups against a real server and PostgreSQL's own programs.
package dev.cutover.cutover.backup;
