/// Passwords and tokens: kept encrypted, read by name, and kept out of every text that leaves the
/// program.
@NullMarked
package dev.cutover.secret;

import org.jspecify.annotations.NullMarked;
