/// Measures this installation: what it does in a second, beside what the same server does at its
/// limit in the same minute. Everything happens in a database of its own that is dropped at the
/// end.
@NullMarked
package dev.cutover.bench;

import org.jspecify.annotations.NullMarked;
