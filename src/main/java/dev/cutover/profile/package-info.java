/// Connection profiles: which servers there are, how careful to be with them, and where their
/// passwords are kept. No value here that is written to disk holds a password.
@NullMarked
package dev.cutover.profile;

import org.jspecify.annotations.NullMarked;
